/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/storage/bambu-stored-file.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What can be done with the files that are chosen on a [class@Culm.FolderPage]: `files.print`,
 * `files.open`, `files.save`, `files.rename`, `files.delete`, `files.reload`. */

/** CulmFileAction: an action of a page with files, and its key */
typedef struct
{
  const char *name;
  GtkWidgetActionActivateFunc activate;
  guint key;
  GdkModifierType modifiers;
} CulmFileAction;

/** culm_file_actions_add: installs them with their keys */
void culm_file_actions_add (GtkWidgetClass *widget_class,
                            const CulmFileAction *actions,
                            gsize n_actions);

/** culm_file_actions_install: with their keys */
void culm_file_actions_install (GtkWidgetClass *widget_class);

/** culm_file_actions_update: enables what can be done with @selected, of [class@Bambu.StoredFile]
 */
void culm_file_actions_update (GtkWidget *page, GListModel *selected);

/** culm_file_actions_get_default: Returns: the action of a double click on such a file */
const char *culm_file_actions_get_default (BambuStoredKind kind);

G_END_DECLS
