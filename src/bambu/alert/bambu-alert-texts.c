/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-alert-texts.h"

#include <string.h>

#include "bambu-alert-book.h"
#include "bambu-printer-roll.h"
#include "bambu-weak-ref.h"

#define VENDOR "https://e.bambulab.com"
#define ENGLISH "en"
#define PREFIX_LENGTH 3
/* The service is not asked again before, whatever came of it. */
#define RETRY_SECONDS 3600

/* What is known of one kind of printer in one language. */
typedef struct
{
  char *prefix;
  char *language;
  BambuAlertTable *table;
  gint64 asked; /* the service may have been, Unix seconds */
  gboolean read;
  gboolean busy;
  DexFuture *work;
} Shelf;

struct _BambuAlertTexts
{
  GObject parent_instance;

  BambuPrinterRoll *roll;
  SoupSession *session;
  char *origin;
  char *folder;
  char *language;
  GPtrArray *shelves; /* Shelf */
  GPtrArray *waiting; /* DexPromise, until no shelf is busy */
  GError *error;      /* the first since somebody waits */
  gboolean enabled;
};

G_DEFINE_FINAL_TYPE (BambuAlertTexts, bambu_alert_texts, G_TYPE_OBJECT)

typedef enum
{
  PROP_ENABLED = 1,
} BambuAlertTextsProperty;

static GParamSpec *properties[PROP_ENABLED + 1];

static void give_texts (BambuAlertTexts *self);

static void
shelf_free (gpointer data)
{
  Shelf *self = data;

  dex_clear (&self->work);
  g_clear_pointer (&self->table, bambu_alert_table_unref);
  g_free (self->prefix);
  g_free (self->language);
  g_free (self);
}

static Shelf *
get_shelf (BambuAlertTexts *self, const char *prefix, const char *language)
{
  Shelf *shelf;

  for (guint i = 0; i < self->shelves->len; i++)
    {
      shelf = g_ptr_array_index (self->shelves, i);
      if (g_str_equal (shelf->prefix, prefix) && g_str_equal (shelf->language, language))
        return shelf;
    }

  shelf = g_new0 (Shelf, 1);
  shelf->prefix = g_strdup (prefix);
  shelf->language = g_strdup (language);
  g_ptr_array_add (self->shelves, shelf);

  return shelf;
}

typedef struct
{
  GWeakRef *texts;
  char *prefix;
  char *language;
} Errand;

static void
errand_free (gpointer data)
{
  Errand *self = data;

  bambu_weak_ref_free (self->texts);
  g_free (self->prefix);
  g_free (self->language);
  g_free (self);
}

/* Who waits has a promise of its own: futures that wait for each other's futures end in knots. */
static void
tell_waiting (BambuAlertTexts *self)
{
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < self->shelves->len; i++)
    if (((Shelf *) g_ptr_array_index (self->shelves, i))->busy)
      return;

  waiting = g_steal_pointer (&self->waiting);
  error = g_steal_pointer (&self->error);
  self->waiting = g_ptr_array_new_with_free_func (dex_unref);

  for (guint i = 0; i < waiting->len; i++)
    if (error != NULL)
      dex_promise_reject (g_ptr_array_index (waiting, i), g_error_copy (error));
    else
      dex_promise_resolve_boolean (g_ptr_array_index (waiting, i), TRUE);
}

static DexFuture *
on_book (DexFuture *future, gpointer user_data)
{
  Errand *errand = user_data;
  g_autoptr (BambuAlertTexts) self = g_weak_ref_get (errand->texts);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  Shelf *shelf;

  if (self == NULL)
    return NULL;

  shelf = get_shelf (self, errand->prefix, errand->language);
  shelf->read = TRUE;
  shelf->busy = FALSE;

  if (value != NULL)
    {
      g_clear_pointer (&shelf->table, bambu_alert_table_unref);
      shelf->table = g_value_dup_boxed (value);
    }
  /* Where nobody was to be asked nothing went wrong. */
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_message ("No texts of faults for %s in %s: %s", errand->prefix, errand->language,
                 error->message);
      if (self->error == NULL && self->waiting->len > 0)
        self->error = g_steal_pointer (&error);
    }

  give_texts (self);
  tell_waiting (self);

  return dex_future_new_true ();
}

/* Sees that it is read, and of today. */
static void
attend (BambuAlertTexts *self, Shelf *shelf)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gboolean ask = self->enabled && now - shelf->asked >= RETRY_SECONDS
                 && bambu_alert_book_is_old (shelf->table);
  Errand *errand;

  if (shelf->busy || (shelf->read && !ask))
    return;

  shelf->busy = TRUE;
  if (ask)
    shelf->asked = now;

  errand = g_new0 (Errand, 1);
  errand->texts = bambu_weak_ref_new (self);
  errand->prefix = g_strdup (shelf->prefix);
  errand->language = g_strdup (shelf->language);

  dex_clear (&shelf->work);
  shelf->work = dex_future_finally (bambu_alert_book_open (ask ? self->session : NULL, self->origin,
                                                           self->folder, shelf->prefix,
                                                           shelf->language, shelf->table),
                                    on_book, errand, errand_free);
}

/* Returns: (transfer none) (nullable): %NULL: not known, or not yet */
static const char *
look_up (BambuAlertTexts *self, const char *prefix, const char *language, const char *code)
{
  Shelf *shelf = get_shelf (self, prefix, language);
  const char *text = NULL;

  attend (self, shelf);

  if (shelf->table != NULL)
    text = bambu_alert_table_find (shelf->table, code);

  if (text != NULL || g_str_equal (language, ENGLISH) || shelf->busy)
    return text;

  return look_up (self, prefix, ENGLISH, code);
}

static void
give_text (BambuPrinter *printer, gpointer owner)
{
  BambuAlertTexts *self = owner;
  GListModel *alerts = bambu_printer_get_alerts (printer);
  g_autofree char *prefix = g_ascii_strup (bambu_printer_get_serial (printer), PREFIX_LENGTH);

  if (strlen (prefix) < PREFIX_LENGTH || bambu_printer_is_demo (printer))
    return;

  for (guint i = 0; i < PREFIX_LENGTH; i++)
    if (!g_ascii_isalnum (prefix[i]))
      return;

  for (guint i = 0; i < g_list_model_get_n_items (alerts); i++)
    {
      g_autoptr (BambuAlert) alert = g_list_model_get_item (alerts, i);
      const char *text = look_up (self, prefix, self->language, bambu_alert_get_code (alert));

      if (text != NULL)
        bambu_alert_set_text (alert, text);
    }
}

static void
give_texts (BambuAlertTexts *self)
{
  bambu_printer_roll_foreach (self->roll, give_text);
}

static void
on_joined (BambuPrinter *printer, gpointer owner)
{
  g_signal_connect_object (bambu_printer_get_alerts (printer), "items-changed",
                           G_CALLBACK (give_texts), owner, G_CONNECT_SWAPPED);
  give_text (printer, owner);
}

static void
on_left (BambuPrinter *printer, gpointer owner)
{
  g_signal_handlers_disconnect_by_data (bambu_printer_get_alerts (printer), owner);
}

static void
bambu_alert_texts_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BambuAlertTexts *self = BAMBU_ALERT_TEXTS (object);

  switch ((BambuAlertTextsProperty) prop_id)
    {
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bambu_alert_texts_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  BambuAlertTexts *self = BAMBU_ALERT_TEXTS (object);

  switch ((BambuAlertTextsProperty) prop_id)
    {
    case PROP_ENABLED:
      bambu_alert_texts_set_enabled (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bambu_alert_texts_dispose (GObject *object)
{
  BambuAlertTexts *self = BAMBU_ALERT_TEXTS (object);

  g_clear_pointer (&self->roll, bambu_printer_roll_free);
  g_ptr_array_set_size (self->shelves, 0);
  tell_waiting (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (bambu_alert_texts_parent_class)->dispose (object);
}

static void
bambu_alert_texts_finalize (GObject *object)
{
  BambuAlertTexts *self = BAMBU_ALERT_TEXTS (object);

  g_ptr_array_unref (self->shelves);
  g_ptr_array_unref (self->waiting);
  g_clear_error (&self->error);
  g_free (self->origin);
  g_free (self->folder);
  g_free (self->language);

  G_OBJECT_CLASS (bambu_alert_texts_parent_class)->finalize (object);
}

static void
bambu_alert_texts_class_init (BambuAlertTextsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bambu_alert_texts_get_property;
  object_class->set_property = bambu_alert_texts_set_property;
  object_class->dispose = bambu_alert_texts_dispose;
  object_class->finalize = bambu_alert_texts_finalize;

  properties[PROP_ENABLED] =
      g_param_spec_boolean ("enabled", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
bambu_alert_texts_init (BambuAlertTexts *self)
{
  self->shelves = g_ptr_array_new_with_free_func (shelf_free);
  self->waiting = g_ptr_array_new_with_free_func (dex_unref);
  self->session = soup_session_new_with_options ("user-agent", "Culm", NULL);
}

BambuAlertTexts *
bambu_alert_texts_new (GListModel *printers,
                       const char *origin,
                       GTlsDatabase *database,
                       const char *folder,
                       const char *language)
{
  BambuAlertTexts *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (printers), NULL);
  g_return_val_if_fail (language != NULL, NULL);

  self = g_object_new (BAMBU_TYPE_ALERT_TEXTS, NULL);
  self->origin = g_strdup (origin != NULL ? origin : VENDOR);
  self->folder = folder != NULL
                     ? g_strdup (folder)
                     : g_build_filename (g_get_user_cache_dir (), "culm", "alert-texts", NULL);
  self->language = g_strdup (language);
  if (database != NULL)
    soup_session_set_tls_database (self->session, database);
  self->roll = bambu_printer_roll_new (printers, on_joined, on_left, NULL, self);

  return self;
}

gboolean
bambu_alert_texts_get_enabled (BambuAlertTexts *self)
{
  g_return_val_if_fail (BAMBU_IS_ALERT_TEXTS (self), FALSE);

  return self->enabled;
}

void
bambu_alert_texts_set_enabled (BambuAlertTexts *self, gboolean enabled)
{
  g_return_if_fail (BAMBU_IS_ALERT_TEXTS (self));

  enabled = !!enabled;
  if (self->enabled == enabled)
    return;

  /* Who turns it on again wants to see it tried again; who turns it off wants it off at once. */
  self->enabled = enabled;
  for (guint i = 0; i < self->shelves->len; i++)
    {
      Shelf *shelf = g_ptr_array_index (self->shelves, i);

      shelf->asked = 0;
      if (!enabled)
        {
          dex_clear (&shelf->work);
          shelf->busy = FALSE;
        }
    }

  give_texts (self);
  tell_waiting (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENABLED]);
}

DexFuture *
bambu_alert_texts_settle (BambuAlertTexts *self)
{
  DexPromise *promise;

  dex_return_error_if_fail (BAMBU_IS_ALERT_TEXTS (self));

  promise = dex_promise_new ();
  g_ptr_array_add (self->waiting, dex_ref (promise));
  tell_waiting (self);

  return DEX_FUTURE (promise);
}

char *
bambu_alert_texts_choose_language (const char *const *locales)
{
  /* Unproven: languages that the service has by country. */
  static const char *const by_country[] = { "zh-cn", "zh-tw", "pt-br", NULL };
  g_autofree char *language = NULL;

  if (locales[0] == NULL || g_str_equal (locales[0], "C") || g_str_has_prefix (locales[0], "C.")
      || g_str_equal (locales[0], "POSIX"))
    return g_strdup (ENGLISH);

  language = g_ascii_strdown (locales[0], (gssize) strcspn (locales[0], ".@"));
  g_strdelimit (language, "_", '-');
  if (!g_strv_contains (by_country, language))
    language[strcspn (language, "-")] = '\0';

  return g_steal_pointer (&language);
}

const char *
bambu_alert_texts_get_vendor (void)
{
  return VENDOR;
}
