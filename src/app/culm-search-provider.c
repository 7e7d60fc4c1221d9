/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-search-provider.h"

#include "culm-shell-generated.h"

struct _CulmSearchProvider
{
  GObject parent_instance;

  CulmShellSearchProvider2 *skeleton;
  GListModel *printers;
  DexFuture *loaded;
};

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_LAUNCHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CulmSearchProvider, culm_search_provider, G_TYPE_OBJECT)

/* A search that waits for the printers */
typedef struct
{
  CulmSearchProvider *provider;
  GDBusMethodInvocation *invocation;
  GStrv terms;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_object_unref (search->provider);
  g_strfreev (search->terms);
  g_free (search);
}

static DexFuture *
on_loaded (DexFuture *future, gpointer user_data)
{
  Search *search = user_data;
  g_auto (GStrv) ids =
      culm_search_find (search->provider->printers, (const char *const *) search->terms);

  g_dbus_method_invocation_return_value (search->invocation, g_variant_new ("(^as)", ids));

  return NULL;
}

static void
start_search (CulmSearchProvider *self, GDBusMethodInvocation *invocation, const char *const *terms)
{
  Search *search = g_new0 (Search, 1);

  search->provider = g_object_ref (self);
  search->invocation = invocation;
  search->terms = g_strdupv ((GStrv) terms);
  dex_future_disown (dex_future_finally (dex_ref (self->loaded), on_loaded, search, search_free));
}

static gboolean
on_initial (CulmSearchProvider *self, GDBusMethodInvocation *invocation, const char *const *terms)
{
  start_search (self, invocation, terms);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_subsearch (CulmSearchProvider *self,
              GDBusMethodInvocation *invocation,
              const char *const *previous,
              const char *const *terms)
{
  start_search (self, invocation, terms);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_metas (CulmSearchProvider *self,
          GDBusMethodInvocation *invocation,
          const char *const *identifiers)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));

  for (guint i = 0; identifiers[i] != NULL; i++)
    {
      CulmSearchAct act;
      BambuPrinter *printer = culm_search_parse (self->printers, identifiers[i], &act);

      if (printer != NULL)
        g_variant_builder_add_value (&builder, culm_search_describe (identifiers[i], printer, act));
    }
  culm_shell_search_provider2_complete_get_result_metas (self->skeleton, invocation,
                                                         g_variant_builder_end (&builder));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
launch (CulmSearchProvider *self, const char *const *terms)
{
  g_autofree char *text = g_strjoinv (" ", (GStrv) terms);

  g_signal_emit (self, signals[SIGNAL_LAUNCHED], 0, text);
}

static gboolean
on_activate (CulmSearchProvider *self,
             GDBusMethodInvocation *invocation,
             const char *identifier,
             const char *const *terms,
             guint timestamp)
{
  CulmSearchAct act;
  BambuPrinter *printer = culm_search_parse (self->printers, identifier, &act);

  if (printer != NULL)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, printer, (int) act);
  else
    launch (self, terms);
  culm_shell_search_provider2_complete_activate_result (self->skeleton, invocation);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_launch (CulmSearchProvider *self,
           GDBusMethodInvocation *invocation,
           const char *const *terms,
           guint timestamp)
{
  launch (self, terms);
  culm_shell_search_provider2_complete_launch_search (self->skeleton, invocation);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
culm_search_provider_dispose (GObject *object)
{
  CulmSearchProvider *self = CULM_SEARCH_PROVIDER (object);

  if (g_dbus_interface_skeleton_get_connection (G_DBUS_INTERFACE_SKELETON (self->skeleton)) != NULL)
    g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (self->skeleton));
  g_clear_object (&self->printers);
  dex_clear (&self->loaded);

  G_OBJECT_CLASS (culm_search_provider_parent_class)->dispose (object);
}

static void
culm_search_provider_finalize (GObject *object)
{
  g_object_unref (CULM_SEARCH_PROVIDER (object)->skeleton);

  G_OBJECT_CLASS (culm_search_provider_parent_class)->finalize (object);
}

static void
culm_search_provider_class_init (CulmSearchProviderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = culm_search_provider_dispose;
  object_class->finalize = culm_search_provider_finalize;

  signals[SIGNAL_ACTIVATED] =
      g_signal_new ("activated", CULM_TYPE_SEARCH_PROVIDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, BAMBU_TYPE_PRINTER, G_TYPE_INT);
  signals[SIGNAL_LAUNCHED] = g_signal_new ("launched", CULM_TYPE_SEARCH_PROVIDER, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
culm_search_provider_init (CulmSearchProvider *self)
{
  self->skeleton = culm_shell_search_provider2_skeleton_new ();
  g_signal_connect_object (self->skeleton, "handle-get-initial-result-set", G_CALLBACK (on_initial),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->skeleton, "handle-get-subsearch-result-set",
                           G_CALLBACK (on_subsearch), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->skeleton, "handle-get-result-metas", G_CALLBACK (on_metas), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->skeleton, "handle-activate-result", G_CALLBACK (on_activate), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->skeleton, "handle-launch-search", G_CALLBACK (on_launch), self,
                           G_CONNECT_SWAPPED);
}

CulmSearchProvider *
culm_search_provider_new (GDBusConnection *connection, const char *application_path)
{
  CulmSearchProvider *self;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (G_IS_DBUS_CONNECTION (connection), NULL);
  g_return_val_if_fail (g_variant_is_object_path (application_path), NULL);

  self = g_object_new (CULM_TYPE_SEARCH_PROVIDER, NULL);
  path = g_strconcat (application_path, "/SearchProvider", NULL);
  if (!g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (self->skeleton), connection,
                                         path, &error))
    g_warning ("The desktop cannot search here: %s", error->message);

  return self;
}

void
culm_search_provider_set_printers (CulmSearchProvider *self,
                                   GListModel *printers,
                                   DexFuture *loaded)
{
  g_return_if_fail (CULM_IS_SEARCH_PROVIDER (self));
  g_return_if_fail (G_IS_LIST_MODEL (printers));
  g_return_if_fail (DEX_IS_FUTURE (loaded));
  g_return_if_fail (self->printers == NULL);

  self->printers = g_object_ref (printers);
  self->loaded = dex_ref (loaded);
}
