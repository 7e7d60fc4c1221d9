/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-record-words.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <math.h>
#include <monetary.h>

#include "culm-format.h"

#define MOST_KINDS 4
#define EXTERNAL 255
#define EXTERNAL_LEFT 254
#define FIRST_HT 128
#define LAST_HT 135
#define LAST_UNIT 3
#define LAST_SLOT 3
#define GRAMS_PER_KILOGRAM 1000

const char *
culm_record_get_word (BambuPrintRecord *record)
{
  switch (bambu_print_record_get_known (record)->result)
    {
    case BAMBU_PRINT_RESULT_RUNNING:
      /* Translators: what became of a print: it is not over */
      return C_ ("result", "Printing");
    case BAMBU_PRINT_RESULT_FINISHED:
      return C_ ("result", "Finished");
    case BAMBU_PRINT_RESULT_FAILED:
      /* The service has one number for both. */
      return bambu_print_record_is_local (record) ? C_ ("result", "Failed")
                                                  : C_ ("result", "Failed or stopped");
    case BAMBU_PRINT_RESULT_CANCELLED:
      return C_ ("result", "Cancelled");
    case BAMBU_PRINT_RESULT_UNKNOWN:
    default:
      return C_ ("result", "Result not known");
    }
}

CulmSituation
culm_record_get_situation (BambuPrintResult result)
{
  switch (result)
    {
    case BAMBU_PRINT_RESULT_RUNNING:
      return CULM_SITUATION_PRINTING;
    case BAMBU_PRINT_RESULT_FINISHED:
      return CULM_SITUATION_FINISHED;
    case BAMBU_PRINT_RESULT_FAILED:
      return CULM_SITUATION_FAILED;
    case BAMBU_PRINT_RESULT_CANCELLED:
      return CULM_SITUATION_CANCELLED;
    case BAMBU_PRINT_RESULT_UNKNOWN:
    default:
      return CULM_SITUATION_OTHER;
    }
}

const char *
culm_record_get_name (BambuPrintRecord *record)
{
  const BambuKnownPrint *known = bambu_print_record_get_known (record);

  if (known->name != NULL && *known->name != '\0')
    return known->name;

  return known->file != NULL && *known->file != '\0' ? known->file : _ ("Print Without a Name");
}

char *
culm_record_format_took (BambuPrintRecord *record)
{
  const BambuKnownPrint *known = bambu_print_record_get_known (record);
  gint64 minutes = bambu_print_record_get_seconds (record) / 60;
  g_autofree char *text = NULL;

  if (bambu_print_record_get_seconds (record) < 0 || minutes > G_MAXINT
      || (known->result == BAMBU_PRINT_RESULT_RUNNING && !bambu_print_record_is_local (record)))
    return g_strdup ("");

  text = culm_format_duration ((int) minutes);
  if (!known->is_late)
    return g_steal_pointer (&text);

  /* Translators: a duration: nobody saw when it began */
  return g_strdup_printf (_ ("at least %s"), text);
}

static void
add_part (GStrvBuilder *parts, const char *part)
{
  if (part != NULL && *part != '\0')
    g_strv_builder_add (parts, part);
}

static char *
join (GStrvBuilder *parts, const char *separator)
{
  g_auto (GStrv) texts = g_strv_builder_end (parts);

  return g_strjoinv (separator, texts);
}

/* Of one that is printing what matters is how far it is. */
static void
add_progress (GStrvBuilder *parts, const BambuKnownPrint *known)
{
  g_autofree char *percent = NULL;

  if (known->percent < 0 || known->result == BAMBU_PRINT_RESULT_FINISHED)
    return;

  percent = culm_format_percent (known->percent);
  if (known->result == BAMBU_PRINT_RESULT_RUNNING)
    {
      add_part (parts, percent);
    }
  else
    {
      /* Translators: how far a print came: "at 42 %" */
      g_autofree char *text = g_strdup_printf (_ ("at %s"), percent);

      add_part (parts, text);
    }
}

char *
culm_record_format (BambuPrintRecord *record, gboolean with_printer)
{
  const BambuKnownPrint *known = bambu_print_record_get_known (record);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autofree char *hour = known->began > 0 ? culm_format_clock (known->began, known->began) : NULL;
  g_autofree char *took = culm_record_format_took (record);

  add_part (parts, culm_record_get_word (record));
  add_progress (parts, known);
  add_part (parts, hour);
  add_part (parts, took);
  if (with_printer)
    add_part (parts, known->printer_name);

  return join (parts, " · ");
}

static char *
format_kinds (GListModel *filaments)
{
  g_autoptr (GStrvBuilder) kinds = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = filaments != NULL ? g_list_model_get_n_items (filaments) : 0;

  for (guint i = 0; i < n && g_hash_table_size (seen) < MOST_KINDS; i++)
    {
      g_autoptr (BambuPrintFilament) filament = g_list_model_get_item (filaments, i);
      const char *kind = bambu_print_filament_get_values (filament)->material;

      if (kind != NULL && g_hash_table_add (seen, g_strdup (kind)))
        g_strv_builder_add (kinds, kind);
    }

  return join (kinds, ", ");
}

char *
culm_record_format_filament (BambuPrintRecord *record)
{
  const BambuKnownPrint *known = bambu_print_record_get_known (record);
  g_autofree char *kinds = format_kinds (known->filaments);
  g_autofree char *weight = NULL;

  if (isnan (known->grams))
    return g_steal_pointer (&kinds);

  weight = culm_format_weight (known->grams);
  if (*kinds == '\0')
    return g_steal_pointer (&weight);

  /* Translators: a weight, and the kinds of filament: "13 g PLA" */
  return g_strdup_printf (C_ ("filament", "%s %s"), weight, kinds);
}

char *
culm_record_format_spoken (BambuPrintRecord *record,
                           gboolean with_printer,
                           const char *colours,
                           gint64 now)
{
  const BambuKnownPrint *known = bambu_print_record_get_known (record);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autofree char *clock = known->began > 0 ? culm_format_clock (known->began, now) : NULL;
  g_autofree char *took = culm_record_format_took (record);
  g_autofree char *filament = culm_record_format_filament (record);

  add_part (parts, culm_record_get_name (record));
  add_part (parts, culm_record_get_word (record));
  add_progress (parts, known);
  add_part (parts, clock);
  add_part (parts, took);
  if (with_printer)
    add_part (parts, known->printer_name);
  add_part (parts, filament);
  add_part (parts, colours);
  if (bambu_print_record_get_task (record) != NULL)
    add_part (parts, bambu_print_record_is_local (record) ? _ ("also in Bambu Lab’s cloud")
                                                          : _ ("from Bambu Lab’s cloud"));

  return join (parts, ", ");
}

char *
culm_record_format_slot (const BambuPrintFilamentValues *filament)
{
  if (filament->label != NULL)
    return g_strdup (filament->label);
  if (filament->ams == EXTERNAL || filament->ams == EXTERNAL_LEFT)
    return g_strdup ("Ext");
  if (filament->ams >= FIRST_HT && filament->ams <= LAST_HT)
    return g_strdup_printf ("HT-%c", 'A' + filament->ams - FIRST_HT);
  if (filament->ams < 0 || filament->ams > LAST_UNIT || filament->slot < 0
      || filament->slot > LAST_SLOT)
    return g_strdup ("");

  return g_strdup_printf ("%c%d", 'A' + filament->ams, filament->slot + 1);
}

char *
culm_format_moment (gint64 time, gint64 now)
{
  g_autofree char *day = NULL;
  g_autofree char *hour = NULL;

  if (time <= 0)
    return g_strdup ("");

  day = culm_format_day (time, now);
  hour = culm_format_clock (time, time);

  /* Translators: a day and a time: "Tuesday 3 March, 16:40" */
  return g_strdup_printf (_ ("%s, %s"), day, hour);
}

char *
culm_format_money (double amount)
{
  char text[64];

  /* Without a currency there is at least the number. */
  if (strfmon (text, sizeof text, "%n", amount) < 0)
    return g_strdup_printf ("%.2f", amount);

  return g_utf8_make_valid (text, -1);
}

char *
culm_dup_currency (void)
{
  return g_utf8_make_valid (localeconv ()->currency_symbol, -1);
}

double
culm_sums_get_cost (const GPtrArray *materials, CulmPriceFunc get_price, gpointer user_data)
{
  double cost = NAN;

  for (guint i = 0; i < materials->len; i++)
    {
      const BambuMaterialSum *sum = g_ptr_array_index (materials, i);
      double price = get_price (sum->material, user_data);

      if (!isnan (price))
        cost = (isnan (cost) ? 0 : cost) + price * sum->grams / GRAMS_PER_KILOGRAM;
    }

  return cost;
}

static void
take_figure (GStrvBuilder *figures, char *text)
{
  g_strv_builder_take (figures, text);
}

static void
add_weight (GStrvBuilder *figures, const BambuMaterialSum *sum)
{
  g_autofree char *weight = NULL;

  if (sum->grams >= GRAMS_PER_KILOGRAM)
    /* Translators: a weight in kilograms: "1.25 kg" */
    weight = g_strdup_printf (_ ("%.2f kg"), sum->grams / GRAMS_PER_KILOGRAM);
  else
    weight = culm_format_weight (sum->grams);

  if (sum->material == NULL)
    /* Translators: a weight of filament that is of several kinds or of one that is not known */
    take_figure (figures, g_strdup_printf (_ ("%s other"), weight));
  else
    take_figure (figures, g_strdup_printf (C_ ("filament", "%s %s"), weight, sum->material));
}

char **
culm_sums_list (const BambuPrintSums *sums, double cost)
{
  g_autoptr (GStrvBuilder) figures = g_strv_builder_new ();
  guint n_judged = sums->n_finished + sums->n_failed;

  take_figure (figures, g_strdup_printf (ngettext ("%u print", "%u prints", sums->n_prints),
                                         sums->n_prints));
  if (sums->seconds > 0)
    take_figure (figures, culm_format_duration ((int) MIN (sums->seconds / 60, G_MAXINT)));
  for (guint i = 0; i < MIN (sums->materials->len, MOST_KINDS); i++)
    add_weight (figures, g_ptr_array_index (sums->materials, i));
  if (n_judged > 0)
    {
      g_autofree char *percent =
          culm_format_percent ((int) (100.0 * sums->n_finished / n_judged + 0.5));

      /* Translators: how many of the prints came to a good end: "92 % succeeded" */
      take_figure (figures, g_strdup_printf (_ ("%s succeeded"), percent));
    }
  if (!isnan (cost))
    {
      g_autofree char *money = culm_format_money (cost);

      /* Translators: what filament cost: "8,40 € of filament" */
      take_figure (figures, g_strdup_printf (_ ("%s of filament"), money));
    }

  return g_strv_builder_end (figures);
}

char *
culm_sums_describe_rest (const BambuPrintSums *sums)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autofree char *unweighed = NULL;
  g_autofree char *cancelled = NULL;

  if (sums->n_unweighed > 0)
    unweighed =
        g_strdup_printf (ngettext ("Of %u print the weight is not known.",
                                   "Of %u prints the weight is not known.", sums->n_unweighed),
                         sums->n_unweighed);
  if (sums->n_cancelled > 0)
    cancelled =
        g_strdup_printf (ngettext ("%u cancelled print counts neither way.",
                                   "%u cancelled prints count neither way.", sums->n_cancelled),
                         sums->n_cancelled);
  add_part (parts, unweighed);
  add_part (parts, cancelled);

  return join (parts, " ");
}
