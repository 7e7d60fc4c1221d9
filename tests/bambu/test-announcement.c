/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "link/bambu-announcement.h"

#include <string.h>

#define SOURCE "192.0.2.50"
#define NT "NT: urn:bambulab-com:device:3dprinter:1\r\n"
#define USN "USN: 01P00A000000000\r\n"
#define START "NOTIFY * HTTP/1.1\r\n"

static const char whole[] =
    START "HOST: 239.255.255.250:1990\r\n"
          "Server: UPnP/1.0\r\n"
          "Location: 192.0.2.50\r\n" NT "NTS: ssdp:alive\r\n" USN "Cache-Control: max-age=1800\r\n"
          "DevModel.bambu.com: C12\r\n"
          "DevName.bambu.com: Workshop: left\r\n"
          "DevSignal.bambu.com: -52\r\n"
          "DevConnect.bambu.com: lan\r\n"
          "DevBind.bambu.com: occupied\r\n"
          "Devseclink.bambu.com: secure\r\n"
          "DevInf.bambu.com: wlan0\r\n"
          "DevVersion.bambu.com: 01.08.02.00\r\n"
          "DevCap.bambu.com: 1\r\n\r\n";

static BambuAnnouncement *
parse (const char *text)
{
  gboolean departed = TRUE;
  BambuAnnouncement *announcement =
      bambu_announcement_parse (text, strlen (text), SOURCE, &departed);

  g_assert_false (departed);

  return announcement;
}

static void
assert_whole (BambuAnnouncement *announcement)
{
  g_assert_nonnull (announcement);
  g_assert_cmpstr (bambu_announcement_get_serial (announcement), ==, "01P00A000000000");
  g_assert_cmpstr (bambu_announcement_get_name (announcement), ==, "Workshop: left");
  g_assert_cmpstr (bambu_announcement_get_model (announcement), ==, "C12");
  g_assert_cmpstr (bambu_announcement_get_address (announcement), ==, SOURCE);
  g_assert_false (bambu_announcement_address_differs (announcement));
  g_assert_cmpint (bambu_announcement_get_signal_dbm (announcement), ==, -52);
  g_assert_cmpstr (bambu_announcement_get_connect (announcement), ==, "lan");
  g_assert_true (bambu_announcement_is_bound (announcement));
  g_assert_cmpstr (bambu_announcement_get_version (announcement), ==, "01.08.02.00");
}

static void
test_whole (void)
{
  g_autoptr (BambuAnnouncement) announcement = parse (whole);

  assert_whole (announcement);
}

static void
test_spellings (void)
{
  g_autofree char *lower = NULL;
  g_auto (GStrv) lines = g_strsplit (whole, "\r\n", -1);
  g_autofree char *line_feeds = g_strjoinv ("\n", lines);
  g_autofree char *bare = NULL;
  g_autoptr (GString) string = g_string_new (whole);
  g_autoptr (BambuAnnouncement) a = NULL;
  g_autoptr (BambuAnnouncement) b = NULL;
  g_autoptr (BambuAnnouncement) c = NULL;

  for (guint i = 1; lines[i]; i++)
    for (char *p = lines[i]; *p && *p != ':'; p++)
      *p = g_ascii_tolower (*p);
  lower = g_strjoinv ("\r\n", lines);
  g_string_replace (string, ".bambu.com", "", 0);

  a = parse (lower);
  assert_whole (a);
  b = parse (line_feeds);
  assert_whole (b);
  c = parse (string->str);
  assert_whole (c);
}

static void
test_search_answer (void)
{
  g_autoptr (BambuAnnouncement) announcement =
      parse ("HTTP/1.1 200 OK\r\nST: urn:bambulab-com:device:3dprinter:1\r\n" USN);

  g_assert_nonnull (announcement);
}

static void
test_least (void)
{
  g_autoptr (BambuAnnouncement) announcement = parse (START NT USN);

  g_assert_nonnull (announcement);
  g_assert_null (bambu_announcement_get_name (announcement));
  g_assert_null (bambu_announcement_get_model (announcement));
  g_assert_null (bambu_announcement_get_connect (announcement));
  g_assert_null (bambu_announcement_get_version (announcement));
  g_assert_cmpint (bambu_announcement_get_signal_dbm (announcement), ==, 0);
  g_assert_false (bambu_announcement_is_bound (announcement));
  g_assert_false (bambu_announcement_address_differs (announcement));
}

static void
test_byebye (void)
{
  const char *text = START NT USN "NTS: ssdp:byebye\r\n";
  gboolean departed = FALSE;
  g_autoptr (BambuAnnouncement) announcement =
      bambu_announcement_parse (text, strlen (text), SOURCE, &departed);

  g_assert_nonnull (announcement);
  g_assert_true (departed);
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "",
    "\r\n",
    ":",
    "NOTIFY",
    START,
    START USN,
    START NT,
    START "NT: urn:schemas-upnp-org:device:MediaServer:1\r\n" USN,
    START NT "USN: \r\n",
    START NT "USN: 01P00A/../#\r\n",
    START NT "USN: 01P00A 000\r\n",
    START NT "USN: 0123456789012345678901234567890123456789\r\n",
    START NT "USN: 01P\xc3\xa4\r\n",
    "M-SEARCH * HTTP/1.1\r\n" NT USN,
    "HTTP/1.1 404 Not Found\r\n" NT USN,
    "NOTIFY * HTTP/1.1\r" NT USN "\x01",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%u", i);
      /* The last has its headers in the first line, where none are looked for. */
      g_assert_null (parse (texts[i]));
    }
}

static void
test_sizes (void)
{
  gboolean departed;
  g_autoptr (GString) text = g_string_new (START NT USN "X: ");
  g_autoptr (BambuAnnouncement) longest = NULL;

  while (text->len < 2048)
    g_string_append_c (text, 'x');
  longest = parse (text->str);
  g_assert_nonnull (longest);

  g_string_append_c (text, 'x');
  g_assert_null (parse (text->str));

  while (text->len < 60 * 1024)
    g_string_append_c (text, 'x');
  g_assert_null (parse (text->str));

  g_assert_null (bambu_announcement_parse (NULL, 0, SOURCE, &departed));
  g_assert_null (bambu_announcement_parse (whole, sizeof whole, SOURCE, &departed));
}

static void
test_first_counts (void)
{
  g_autoptr (BambuAnnouncement) announcement =
      parse (START NT USN "USN: 01P00B000000000\r\nDevName: a\r\ndevname.bambu.com: b\r\n");

  g_assert_cmpstr (bambu_announcement_get_serial (announcement), ==, "01P00A000000000");
  g_assert_cmpstr (bambu_announcement_get_name (announcement), ==, "a");
}

static void
test_names (void)
{
  static const struct
  {
    const char *sent;
    const char *name;
  } names[] = {
    { "<b>Bold</b> & co", "<b>Bold</b> & co" }, /* escaped where it is shown, if there */
    { "\xf0\x9f\x96\xa8 Zo\xc3\xab", "\xf0\x9f\x96\xa8 Zo\xc3\xab" },
    { "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x94\xa7",
      "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x94\xa7" },
    { "bad \xff\xfe end", "bad \xef\xbf\xbd\xef\xbf\xbd end" },
    { "  padded  ", "padded" },
    { "bell \a", NULL },
    { "escape \x1b[31m", NULL },
    { "c1 \xc2\x9b", NULL },
    { "carriage\rreturn", NULL },
    { "turned \xe2\x80\xae", NULL },
    { "line \xe2\x80\xa8 separator", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = g_strconcat (START NT USN "DevName: ", names[i].sent, "\r\n", NULL);
      g_autoptr (BambuAnnouncement) announcement = parse (text);

      g_assert_nonnull (announcement);
      g_assert_cmpstr (bambu_announcement_get_name (announcement), ==, names[i].name);
    }
}

static void
test_values (void)
{
  static const struct
  {
    const char *line;
    const char *property;
    const char *value;
  } values[] = {
    { "DevModel: 3DPrinter-X1-Carbon", "model", "3DPrinter-X1-Carbon" },
    { "DevModel: Z99", "model", "Z99" },
    { "DevModel: C12\x7f", "model", NULL },
    { "DevModel: \xc3\xa4", "model", NULL },
    { "DevVersion: 01.02\x01", "version", NULL },
    { "DevSignal: -52", "signal-dbm", "-52" },
    { "DevSignal: -52dBm", "signal-dbm", "0" },
    { "DevSignal: 99999999999999999999", "signal-dbm", "0" },
    { "DevSignal: -500", "signal-dbm", "0" },
    { "DevSignal: 12", "signal-dbm", "0" },
    { "DevBind: free", "bound", "FALSE" },
    { "DevBind: occupied", "bound", "TRUE" },
    { "Location: 192.0.2.50", "address-differs", "FALSE" },
    { "Location: 192.0.2.51", "address-differs", "TRUE" },
    { "Location: http://192.0.2.51/", "address-differs", "FALSE" },
    { "Location: 192.0.2.51", "address", SOURCE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *text = g_strconcat (START NT USN, values[i].line, "\r\n", NULL);
      g_autoptr (BambuAnnouncement) announcement = parse (text);
      g_auto (GValue) value = G_VALUE_INIT;

      g_assert_nonnull (announcement);
      g_value_init (&value, G_TYPE_STRING);
      g_object_get_property (G_OBJECT (announcement), values[i].property, &value);
      g_assert_cmpstr (g_value_get_string (&value), ==, values[i].value);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bambu/announcement/whole", test_whole);
  g_test_add_func ("/bambu/announcement/spellings", test_spellings);
  g_test_add_func ("/bambu/announcement/search-answer", test_search_answer);
  g_test_add_func ("/bambu/announcement/least", test_least);
  g_test_add_func ("/bambu/announcement/byebye", test_byebye);
  g_test_add_func ("/bambu/announcement/refused", test_refused);
  g_test_add_func ("/bambu/announcement/sizes", test_sizes);
  g_test_add_func ("/bambu/announcement/first-counts", test_first_counts);
  g_test_add_func ("/bambu/announcement/names", test_names);
  g_test_add_func ("/bambu/announcement/values", test_values);

  return g_test_run ();
}
