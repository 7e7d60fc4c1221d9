/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <app/culm-add-dialog.h>
#include <app/culm-certificate-dialog.h>
#include <app/culm-check-row.h>
#include <app/culm-code-dialog.h>
#include <app/culm-entry-dialog.h>

#include "app-fixture.h"

#define SERIAL "01P00A000000042"

typedef struct
{
  guint16 port;
  BambuFleet *fleet;
  GtkWidget *window;
  AdwDialog *dialog;
  const char *name;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->port = app_test_find_free_port ();
  fixture->fleet = app_test_fleet_new (fixture->port);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 720);
  gtk_window_present (GTK_WINDOW (fixture->window));

  fixture->dialog = ADW_DIALOG (culm_add_dialog_new (fixture->fleet));
  adw_dialog_present (fixture->dialog, fixture->window);
  app_test_flush ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  adw_dialog_force_close (fixture->dialog);
  app_test_destroy (fixture->window);
  g_assert_null (fixture->dialog);
  g_assert_finalize_object (g_steal_pointer (&fixture->fleet));
}

/* What is on the page that is on top. */
static GtkWidget *
get_page (Fixture *fixture)
{
  GtkWidget *view = app_test_find (GTK_WIDGET (fixture->dialog), ADW_TYPE_NAVIGATION_VIEW);

  return GTK_WIDGET (adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (view)));
}

static const char *
get_tag (Fixture *fixture)
{
  return adw_navigation_page_get_tag (ADW_NAVIGATION_PAGE (get_page (fixture)));
}

static void
type (GtkWidget *entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
click (GtkWidget *button)
{
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
activate_row_of (GtkWidget *label)
{
  GtkWidget *row;

  g_assert_nonnull (label);
  row = gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW);
  g_assert_true (gtk_widget_is_sensitive (row));
  g_signal_emit_by_name (gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX), "row-activated", row);
}

static gboolean
is_listening (gpointer data)
{
  return bambu_discovery_is_listening (data);
}

static void
send_announcement (Fixture *fixture, const char *name)
{
  g_autofree char *text =
      g_strdup_printf ("NOTIFY * HTTP/1.1\r\nLocation: 127.0.0.1\r\n"
                       "NT: urn:bambulab-com:device:3dprinter:1\r\nNTS: ssdp:alive\r\n"
                       "USN: " SERIAL "\r\nDevModel.bambu.com: C12\r\nDevName.bambu.com: %s\r\n"
                       "DevSignal.bambu.com: -52\r\n\r\n",
                       name);
  g_autoptr (GSocketAddress) address =
      g_inet_socket_address_new_from_string ("127.0.0.1", fixture->port);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, &error);

  g_assert_no_error (error);
  g_socket_send_to (socket, address, text, strlen (text), NULL, &error);
  g_assert_no_error (error);
}

static gboolean
on_announce (gpointer user_data)
{
  send_announcement (user_data, ((Fixture *) user_data)->name);

  return G_SOURCE_CONTINUE;
}

/* As printers do: again and again, since a datagram may get lost. */
static void
announce (Fixture *fixture, const char *name, gboolean (*condition) (gpointer data))
{
  guint source;

  fixture->name = name;
  app_test_wait (is_listening, bambu_fleet_get_discovery (fixture->fleet));
  source = g_timeout_add (100, on_announce, fixture);
  app_test_wait (condition, fixture->dialog);
  g_source_remove (source);
}

static gboolean
has_workshop (gpointer data)
{
  /* The name is text, not markup. */
  return app_test_find_label (data, "<b>Work</b>shop") != NULL;
}

static void
test_found (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (get_tag (fixture), ==, "found");
  announce (fixture, "<b>Work</b>shop", has_workshop);
  app_test_assert_named (GTK_WIDGET (fixture->dialog));

  activate_row_of (app_test_find_label (GTK_WIDGET (fixture->dialog), "<b>Work</b>shop"));
  app_test_flush ();
  g_assert_cmpstr (get_tag (fixture), ==, "code");
}

static gboolean
is_marked_as_added (gpointer data)
{
  return app_test_find_label (data, "Already added") != NULL;
}

static void
test_already_added (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new (SERIAL, "C12");
  GtkWidget *row;

  bambu_fleet_add_printer (fixture->fleet, printer);
  announce (fixture, "Workshop", is_marked_as_added);

  row = gtk_widget_get_ancestor (
      app_test_find_label (GTK_WIDGET (fixture->dialog), "Already added"), GTK_TYPE_LIST_BOX_ROW);
  g_assert_false (gtk_widget_is_sensitive (row));
}

static void
go_to_code (Fixture *fixture, const char *address)
{
  activate_row_of (app_test_find_label (GTK_WIDGET (fixture->dialog), "Enter Address…"));
  app_test_flush ();
  g_assert_cmpstr (get_tag (fixture), ==, "address");
  g_assert_false (gtk_widget_is_sensitive (app_test_find_button (get_page (fixture), "Next")));
  app_test_assert_named (get_page (fixture));

  type (app_test_find (get_page (fixture), ADW_TYPE_ENTRY_ROW), address);
  click (app_test_find_button (get_page (fixture), "Next"));
  app_test_flush ();
  g_assert_cmpstr (get_tag (fixture), ==, "code");
}

static gboolean
has_ended (gpointer data)
{
  return app_test_find_button (data, "Try Again") != NULL;
}

static void
test_nobody_answers (Fixture *fixture, gconstpointer data)
{
  GtkWidget *code;

  /* Port 1 of this machine: nobody listens there. */
  go_to_code (fixture, "127.0.0.1:1");

  code = app_test_find (get_page (fixture), ADW_TYPE_PASSWORD_ENTRY_ROW);
  type (code, "1234567");
  g_assert_false (gtk_widget_is_sensitive (app_test_find_button (get_page (fixture), "Next")));
  type (code, "12345678");
  app_test_assert_named (get_page (fixture));
  click (app_test_find_button (get_page (fixture), "Next"));
  app_test_flush ();

  g_assert_cmpstr (get_tag (fixture), ==, "check");
  app_test_wait (has_ended, get_page (fixture));
  g_assert_null (app_test_find_button (get_page (fixture), "Add Printer"));
  g_assert_nonnull (app_test_find_label (
      get_page (fixture),
      "Nothing answers at this address. The printer may be off, or on another network."));
  app_test_assert_named (get_page (fixture));

  click (app_test_find_button (get_page (fixture), "Try Again"));
  app_test_wait (has_ended, get_page (fixture));
}

/* Closing while the check runs stops it: the fixture's end finds nothing left. */
static void
test_closed_while_checking (Fixture *fixture, gconstpointer data)
{
  go_to_code (fixture, "127.0.0.1:1");
  type (app_test_find (get_page (fixture), ADW_TYPE_PASSWORD_ENTRY_ROW), "12345678");
  click (app_test_find_button (get_page (fixture), "Next"));
}

static void
test_back_stops_the_check (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = app_test_find (GTK_WIDGET (fixture->dialog), ADW_TYPE_NAVIGATION_VIEW);

  go_to_code (fixture, "127.0.0.1:1");
  type (app_test_find (get_page (fixture), ADW_TYPE_PASSWORD_ENTRY_ROW), "12345678");
  click (app_test_find_button (get_page (fixture), "Next"));
  adw_navigation_view_pop (ADW_NAVIGATION_VIEW (view));
  app_test_flush ();

  g_assert_cmpstr (get_tag (fixture), ==, "code");
}

static void
test_addresses (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    gboolean is_address;
  } addresses[] = {
    { "192.168.1.20", TRUE }, { "printer.lan", TRUE }, { "printer.lan:18883", TRUE },
    { " 10.0.0.1 ", TRUE },   { "", FALSE },           { "a b", FALSE },
    { "host:0", FALSE },
  };

  activate_row_of (app_test_find_label (GTK_WIDGET (fixture->dialog), "Enter Address…"));
  app_test_flush ();

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      type (app_test_find (get_page (fixture), ADW_TYPE_ENTRY_ROW), addresses[i].text);
      g_assert_cmpint (gtk_widget_is_sensitive (app_test_find_button (get_page (fixture), "Next")),
                       ==, addresses[i].is_address);
    }
}

static void
test_certificate (gconstpointer data)
{
  BambuVerdict verdict = GPOINTER_TO_INT (data);
  const BambuCertificate certificate = {
    .common_name = (char *) SERIAL,
    .fingerprint = (char *) "00ff11ee22dd33cc44bb55aa6699778800ff11ee22dd33cc44bb55aa66997788",
    .issuer = (char *) "<i>Nobody</i>",
    .verdict = verdict,
  };
  gboolean can_trust = verdict == BAMBU_VERDICT_UNKNOWN || verdict == BAMBU_VERDICT_CHANGED;
  GtkWidget *window = adw_window_new ();
  AdwAlertDialog *dialog = culm_certificate_dialog_new (&certificate, "192.168.1.20");

  gtk_window_present (GTK_WINDOW (window));
  adw_dialog_present (ADW_DIALOG (dialog), window);
  app_test_flush ();

  g_assert_cmpstr (adw_alert_dialog_get_default_response (dialog), ==, "cancel");
  g_assert_cmpstr (adw_alert_dialog_get_close_response (dialog), ==, "cancel");
  g_assert_cmpint (adw_alert_dialog_has_response (dialog, "trust"), ==, can_trust);
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (dialog), SERIAL));
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (dialog), "<i>Nobody</i>"));

  app_test_destroy (window);
}

static void
on_entered (CulmCodeDialog *dialog, const char *code, gpointer user_data)
{
  g_set_str ((char **) user_data, code);
}

static void
test_code_dialog (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new (SERIAL, "C12");
  g_autofree char *code = NULL;
  GtkWidget *window = adw_window_new ();
  GtkWidget *dialog = GTK_WIDGET (culm_code_dialog_new (printer));

  g_signal_connect (dialog, "entered", G_CALLBACK (on_entered), &code);
  gtk_window_present (GTK_WINDOW (window));
  adw_dialog_present (ADW_DIALOG (dialog), window);
  app_test_flush ();

  type (app_test_find (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW), "abcd1234");
  click (app_test_find_button (dialog, "Connect"));
  g_assert_cmpstr (code, ==, "abcd1234");

  app_test_destroy (window);
}

static void
test_entry_dialog (void)
{
  GtkWidget *window = adw_window_new ();
  CulmEntryDialog *dialog = culm_entry_dialog_new ("Rename Printer", "Name", "X1", "_Rename");
  g_autofree char *text = NULL;

  gtk_window_present (GTK_WINDOW (window));
  adw_dialog_present (ADW_DIALOG (dialog), window);
  app_test_flush ();

  type (app_test_find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW), "   ");
  g_assert_false (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "accept"));
  type (app_test_find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW), " X1 in the cellar ");
  g_assert_true (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "accept"));
  text = culm_entry_dialog_dup_text (dialog);
  g_assert_cmpstr (text, ==, "X1 in the cellar");

  app_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/app/add-dialog/found", test_found);
  ADD ("/app/add-dialog/already-added", test_already_added);
  ADD ("/app/add-dialog/addresses", test_addresses);
  ADD ("/app/add-dialog/nobody-answers", test_nobody_answers);
  ADD ("/app/add-dialog/closed-while-checking", test_closed_while_checking);
  ADD ("/app/add-dialog/back-stops-the-check", test_back_stops_the_check);
#undef ADD

  g_test_add_data_func ("/app/certificate-dialog/unknown", GINT_TO_POINTER (BAMBU_VERDICT_UNKNOWN),
                        test_certificate);
  g_test_add_data_func ("/app/certificate-dialog/changed", GINT_TO_POINTER (BAMBU_VERDICT_CHANGED),
                        test_certificate);
  g_test_add_data_func ("/app/certificate-dialog/wrong-name",
                        GINT_TO_POINTER (BAMBU_VERDICT_WRONG_NAME), test_certificate);
  g_test_add_data_func ("/app/certificate-dialog/expired", GINT_TO_POINTER (BAMBU_VERDICT_EXPIRED),
                        test_certificate);
  g_test_add_func ("/app/code-dialog", test_code_dialog);
  g_test_add_func ("/app/entry-dialog", test_entry_dialog);

  return g_test_run ();
}
