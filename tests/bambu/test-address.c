/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "link/bambu-address.h"

static void
test_parse (void)
{
  static const struct
  {
    const char *address;
    const char *host;
    guint16 port;
    const char *formatted;
  } cases[] = {
    { "192.0.2.1", "192.0.2.1", 8883, "192.0.2.1" },
    { " 192.0.2.1\n", "192.0.2.1", 8883, "192.0.2.1" },
    { "192.0.2.1:8883", "192.0.2.1", 8883, "192.0.2.1" },
    { "192.0.2.1:18883", "192.0.2.1", 18883, "192.0.2.1:18883" },
    { "printer.example:1", "printer.example", 1, "printer.example:1" },
    { "2001:db8::1", "2001:db8::1", 8883, "2001:db8::1" },
    { "[2001:db8::1]:18883", "2001:db8::1", 18883, "[2001:db8::1]:18883" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *host = NULL;
      g_autofree char *formatted = NULL;
      guint16 port = 0;

      g_assert_true (bambu_address_parse (cases[i].address, &host, &port, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (host, ==, cases[i].host);
      g_assert_cmpuint (port, ==, cases[i].port);
      formatted = bambu_address_format (host, port);
      g_assert_cmpstr (formatted, ==, cases[i].formatted);
    }
}

static void
test_refused (void)
{
  static const char *const addresses[] = {
    "",
    " ",
    ":8883",
    "192.0.2.1:",
    "192.0.2.1:0",
    "192.0.2.1:65536",
    "192.0.2.1:-1",
    "192.0.2.1:port",
    "two words",
    "https://192.0.2.1",
    "user@192.0.2.1",
    "192.0.2.1/24",
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *host = NULL;
      guint16 port = 0;

      g_test_message ("“%s”", addresses[i]);
      g_assert_false (bambu_address_parse (addresses[i], &host, &port, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_assert_null (host);
    }
}

static void
test_other_ports (void)
{
  static const struct
  {
    guint16 broker_port;
    guint16 usual;
    guint16 port; /* 0: none */
  } cases[] = {
    { 8883, 990, 990 }, { 18883, 990, 10990 },  { 18883, 6000, 16000 },
    { 1, 990, 0 },      { 65535, 8883, 65535 }, { 65535, 9000, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      guint16 port = 0;

      g_assert_true (bambu_address_find_port (cases[i].broker_port, cases[i].usual, &port, &error)
                     == (cases[i].port != 0));
      g_assert_true ((error == NULL) == (cases[i].port != 0));
      g_assert_cmpuint (port, ==, cases[i].port);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bambu/address/parse", test_parse);
  g_test_add_func ("/bambu/address/refused", test_refused);
  g_test_add_func ("/bambu/address/other-ports", test_other_ports);

  return g_test_run ();
}
