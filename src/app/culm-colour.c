/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-colour.h"

#include <bambu/bambu-lab.h>
#include <glib/gi18n.h>

#define HEX_DIGITS 8

/* Every name is one that people say of a spool; the values are those of CSS where CSS has the name.
 */
static const struct
{
  guint32 rgb;
  const char *name;
} named_colours[] = {
  { 0xffffff, N_ ("white") },        { 0xfffff0, N_ ("ivory") },
  { 0xf5f5dc, N_ ("beige") },        { 0xfff8e7, N_ ("cream") },
  { 0xd3d3d3, N_ ("light gray") },   { 0xc0c0c0, N_ ("silver") },
  { 0x9b9b9b, N_ ("gray") },         { 0x808080, N_ ("gray") },
  { 0x545454, N_ ("dark gray") },    { 0x333333, N_ ("charcoal") },
  { 0x161616, N_ ("black") },        { 0x000000, N_ ("black") },
  { 0x708090, N_ ("slate gray") },   { 0xff0000, N_ ("red") },
  { 0xdc143c, N_ ("crimson") },      { 0xc12e1f, N_ ("red") },
  { 0x8b0000, N_ ("dark red") },     { 0x800000, N_ ("maroon") },
  { 0xff7f50, N_ ("coral") },        { 0xfa8072, N_ ("salmon") },
  { 0xff6347, N_ ("tomato red") },   { 0xff4500, N_ ("orange red") },
  { 0xffa500, N_ ("orange") },       { 0xff6a13, N_ ("orange") },
  { 0xff8c00, N_ ("dark orange") },  { 0xffdab9, N_ ("peach") },
  { 0xffbf00, N_ ("amber") },        { 0xffd700, N_ ("gold") },
  { 0xe4bd68, N_ ("gold") },         { 0xffff00, N_ ("yellow") },
  { 0xf4ee2a, N_ ("yellow") },       { 0xffec8b, N_ ("light yellow") },
  { 0xf0e68c, N_ ("khaki") },        { 0xd2b48c, N_ ("tan") },
  { 0xdeb887, N_ ("light brown") },  { 0xcd7f32, N_ ("bronze") },
  { 0xb87333, N_ ("copper") },       { 0xa0522d, N_ ("sienna brown") },
  { 0x8b4513, N_ ("brown") },        { 0x5c4033, N_ ("dark brown") },
  { 0x3b2314, N_ ("dark brown") },   { 0x808000, N_ ("olive") },
  { 0x556b2f, N_ ("olive green") },  { 0x9acd32, N_ ("yellow green") },
  { 0xbfff00, N_ ("lime") },         { 0x7fff00, N_ ("bright green") },
  { 0x00ff00, N_ ("bright green") }, { 0x90ee90, N_ ("light green") },
  { 0x98ff98, N_ ("mint green") },   { 0x00ae42, N_ ("green") },
  { 0x228b22, N_ ("forest green") }, { 0x008000, N_ ("green") },
  { 0x006400, N_ ("dark green") },   { 0x00a86b, N_ ("jade green") },
  { 0x2e8b57, N_ ("sea green") },    { 0x40e0d0, N_ ("turquoise") },
  { 0x008080, N_ ("teal") },         { 0x00ffff, N_ ("cyan") },
  { 0x87ceeb, N_ ("sky blue") },     { 0xadd8e6, N_ ("light blue") },
  { 0x1e90ff, N_ ("bright blue") },  { 0x4682b4, N_ ("steel blue") },
  { 0x0000ff, N_ ("blue") },         { 0x0a2989, N_ ("blue") },
  { 0x4169e1, N_ ("royal blue") },   { 0x00008b, N_ ("dark blue") },
  { 0x000060, N_ ("navy blue") },    { 0x4b0082, N_ ("indigo") },
  { 0x800080, N_ ("purple") },       { 0x5e43b7, N_ ("purple") },
  { 0x8a2be2, N_ ("violet") },       { 0xee82ee, N_ ("light violet") },
  { 0xdda0dd, N_ ("plum") },         { 0xe6e6fa, N_ ("lavender") },
  { 0xaf96dc, N_ ("lilac") },        { 0xff00ff, N_ ("magenta") },
  { 0xec008c, N_ ("magenta") },      { 0xff69b4, N_ ("pink") },
  { 0xffc0cb, N_ ("light pink") },   { 0xc71585, N_ ("violet red") },
};

gboolean
culm_colour_parse (const char *hex, GdkRGBA *colour)
{
  guint8 channels[HEX_DIGITS / 2];

  g_return_val_if_fail (hex != NULL, FALSE);
  g_return_val_if_fail (colour != NULL, FALSE);

  for (guint i = 0; i < HEX_DIGITS; i++)
    if (!g_ascii_isxdigit (hex[i]))
      return FALSE;

  if (hex[HEX_DIGITS] != '\0')
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (channels); i++)
    channels[i] = g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]);

  *colour = (GdkRGBA) { channels[0] / 255.0f, channels[1] / 255.0f, channels[2] / 255.0f,
                        channels[3] / 255.0f };

  return TRUE;
}

const char *const *
culm_colour_list_usual (void)
{
  static const char *const usual[] = {
    "FFFFFFFF", "FFF8E7FF", "C0C0C0FF", "808080FF", "545454FF", "000000FF", "00000000", "8B0000FF",
    "C12E1FFF", "FF6347FF", "FF6A13FF", "FFBF00FF", "F4EE2AFF", "9ACD32FF", "00AE42FF", "006400FF",
    "98FF98FF", "008080FF", "40E0D0FF", "87CEEBFF", "1E90FFFF", "0A2989FF", "5E43B7FF", "AF96DCFF",
    "EC008CFF", "FF69B4FF", "FFC0CBFF", "D2B48CFF", "8B4513FF", "B87333FF", "E4BD68FF", NULL
  };

  return usual;
}

char *
culm_colour_dup_hex (const GdkRGBA *colour)
{
  g_return_val_if_fail (colour != NULL, NULL);

  return g_strdup_printf ("%02X%02X%02X%02X", (guint) (colour->red * 255 + 0.5f),
                          (guint) (colour->green * 255 + 0.5f), (guint) (colour->blue * 255 + 0.5f),
                          (guint) (colour->alpha * 255 + 0.5f));
}

const char *
culm_colour_get_name (const GdkRGBA *colour)
{
  BambuLab wanted;
  double best_distance = G_MAXDOUBLE;
  const char *best = NULL;

  g_return_val_if_fail (colour != NULL, NULL);

  wanted = bambu_lab_from_rgb (colour->red, colour->green, colour->blue);

  for (guint i = 0; i < G_N_ELEMENTS (named_colours); i++)
    {
      guint32 rgb = named_colours[i].rgb;
      double distance = bambu_lab_get_distance (
          wanted, bambu_lab_from_rgb ((rgb >> 16) / 255.0, (rgb >> 8 & 0xff) / 255.0,
                                      (rgb & 0xff) / 255.0));

      if (distance < best_distance)
        {
          best_distance = distance;
          best = named_colours[i].name;
        }
    }

  return _ (best);
}

static char *
describe_one (const GdkRGBA *colour)
{
  if (colour->alpha <= 0)
    /* Translators: the colour of filament that one can see through */
    return g_strdup (_ ("transparent"));

  if (colour->alpha < 1)
    /* Translators: %s is a colour: "translucent red" */
    return g_strdup_printf (_ ("translucent %s"), culm_colour_get_name (colour));

  return g_strdup (culm_colour_get_name (colour));
}

char *
culm_colour_describe (const char *const *colours, BambuSpoolPattern pattern)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  g_autofree char *last = NULL;

  for (guint i = 0; colours != NULL && colours[i] != NULL; i++)
    {
      GdkRGBA colour;
      g_autofree char *name = NULL;

      if (!culm_colour_parse (colours[i], &colour))
        continue;

      name = describe_one (&colour);

      if (g_set_str (&last, name))
        g_strv_builder_take (builder, g_steal_pointer (&name));
    }

  names = g_strv_builder_end (builder);

  if (pattern == BAMBU_SPOOL_PATTERN_GRADIENT)
    /* Translators: between the colours of filament that goes from one over to the next: "blue to
     * pink" */
    return g_strjoinv (_ (" to "), names);

  /* Translators: between the colours of filament that has several at once: "red, white, blue" */
  return g_strjoinv (_ (", "), names);
}
