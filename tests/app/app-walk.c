/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-walk.h"

#include <adwaita.h>
#include <unistd.h>

/* ux.md §19 */
#define TARGET_SIZE 32
#define TOUCH_TARGET_SIZE 44
#define TOUCH_WIDTH 640

struct _AppWalk
{
  GSubprocess *walker; /* NULL: what is seen is judged only */
  GDataInputStream *answers;
  guint n_findings;
};

AppWalk *
app_walk_new (const char *foreign)
{
  AppWalk *self = g_new0 (AppWalk, 1);
  g_autofree char *pid = g_strdup_printf ("%d", getpid ());
  g_autoptr (GError) error = NULL;

  self->walker = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                   &error, "python3", WALK_TREE, pid,
                                   foreign != NULL ? "--marked" : NULL, foreign, NULL);
  g_assert_no_error (error);
  self->answers = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->walker));

  return self;
}

AppWalk *
app_walk_new_for_eyes (void)
{
  return g_new0 (AppWalk, 1);
}

static void
find (AppWalk *self, const char *view, const char *finding)
{
  self->n_findings++;
  g_print ("# %s: %s\n", view, finding);
}

static void
on_line (GObject *stream, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  char **line = user_data;

  *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (stream), result, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (*line);
}

/* The walker asks this program, which has to answer meanwhile. */
static char *
read_line (AppWalk *self)
{
  char *line = NULL;

  g_data_input_stream_read_line_async (self->answers, G_PRIORITY_DEFAULT, NULL, on_line, &line);
  while (line == NULL)
    g_main_context_iteration (NULL, TRUE);

  return line;
}

static void
judge_tree (AppWalk *self, const char *view)
{
  GOutputStream *questions = g_subprocess_get_stdin_pipe (self->walker);
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (questions, "walk\n", strlen ("walk\n"), NULL, NULL, &error);
  g_assert_no_error (error);

  while (TRUE)
    {
      g_autofree char *line = read_line (self);

      if (g_str_equal (line, "."))
        return;

      find (self, view, line);
    }
}

static void
find_at (AppWalk *self, const char *view, GtkWidget *widget, const char *problem, const char *text)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  g_autofree char *finding = g_strdup_printf ("a %s in a %s %s%s%s%s", G_OBJECT_TYPE_NAME (widget),
                                              G_OBJECT_TYPE_NAME (parent != NULL ? parent : widget),
                                              problem, text != NULL ? ": “" : "",
                                              text != NULL ? text : "", text != NULL ? "”" : "");

  find (self, view, finding);
}

static gboolean
scrolls_sideways (GtkWidget *widget)
{
  GtkPolicyType policy = GTK_POLICY_NEVER;

  if (GTK_IS_SCROLLED_WINDOW (widget))
    gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &policy, NULL);

  return policy != GTK_POLICY_NEVER || ADW_IS_CAROUSEL (widget) || GTK_IS_TEXT (widget);
}

static void
judge_place (AppWalk *self, const char *view, GtkWidget *label)
{
  GtkWidget *native = GTK_WIDGET (gtk_widget_get_native (label));
  graphene_rect_t bounds;

  for (GtkWidget *widget = label; widget != native; widget = gtk_widget_get_parent (widget))
    if (scrolls_sideways (widget))
      return;

  if (gtk_widget_compute_bounds (label, native, &bounds)
      && (bounds.origin.x < 0
          || bounds.origin.x + bounds.size.width > (float) gtk_widget_get_width (native) + 1))
    find_at (self, view, label, "is partly outside", gtk_label_get_text (GTK_LABEL (label)));
}

/* The toolkit has it on one line, however large its text is. */
static gboolean
is_in_toast (GtkWidget *label)
{
  for (GtkWidget *widget = label; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (g_str_equal (gtk_widget_get_css_name (widget), "toast"))
      return TRUE;

  return FALSE;
}

/* What does not fit is to be read in another way. */
static void
judge_label (AppWalk *self, const char *view, GtkWidget *label)
{
  if (is_in_toast (label))
    return;

  judge_place (self, view, label);

  /* An entry's placeholder says it beside the entry's name. */
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label)))
      || GTK_IS_TEXT (gtk_widget_get_parent (label)))
    return;

  /* The list that a combo row opens has its choices, too; the names beside a switcher's icons and
   * titles in the header are the toolkit's. */
  for (GtkWidget *widget = label; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_has_tooltip (widget) || ADW_IS_COMBO_ROW (widget)
        || ADW_IS_VIEW_SWITCHER (widget) || ADW_IS_HEADER_BAR (widget))
      return;

  find_at (self, view, label, "is cut off without a tooltip",
           gtk_label_get_text (GTK_LABEL (label)));
}

static void
judge_button (AppWalk *self, const char *view, GtkWidget *button, int width)
{
  const char *tip = gtk_widget_get_tooltip_text (button);
  const char *icon = NULL;
  int least = width < TOUCH_WIDTH ? TOUCH_TARGET_SIZE : TARGET_SIZE;
  graphene_rect_t bounds;

  if (GTK_IS_MENU_BUTTON (button))
    icon = gtk_menu_button_get_icon_name (GTK_MENU_BUTTON (button));
  else
    icon = gtk_button_get_icon_name (GTK_BUTTON (button));

  if (icon != NULL && tip != NULL
      && gtk_test_accessible_has_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL))
    {
      g_autofree char *difference = gtk_test_accessible_check_property (
          GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip);

      if (difference != NULL)
        find_at (self, view, button, "has another name than its tooltip", tip);
    }

  /* With its padding, other than its own width */
  if (gtk_widget_compute_bounds (button, button, &bounds)
      && (bounds.size.width < least || bounds.size.height < least))
    {
      g_autofree char *size = g_strdup_printf ("%.0f × %.0f, %s", bounds.size.width,
                                               bounds.size.height, tip != NULL ? tip : "no tip");

      find_at (self, view, button, "is small", size);
    }
}

/* What has breakpoints says that it fits: it is asked further inwards. Returns: whether it does
 * not, or something in it */
static gboolean
judge_width (AppWalk *self, const char *view, GtkWidget *widget, int width)
{
  gboolean is_wide = FALSE;
  int least;

  if (!gtk_widget_get_mapped (widget) || scrolls_sideways (widget))
    return FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    is_wide |= judge_width (self, view, child, width);
  /* The screen may cut off the shadow of a popover. */
  if (is_wide || GTK_IS_POPOVER (widget))
    return is_wide;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  if (least > width)
    {
      g_autofree char *text = g_strdup_printf ("%d of %d", least, width);

      find_at (self, view, widget, "takes more room than there is", text);
    }

  return least > width;
}

static void
judge_widgets (AppWalk *self, const char *view, GtkWidget *widget, int width)
{
  /* The window's own buttons are the desktop's. */
  if (!gtk_widget_get_mapped (widget)
      || g_strcmp0 (gtk_widget_get_css_name (widget), "windowcontrols") == 0)
    return;

  if (GTK_IS_LABEL (widget))
    judge_label (self, view, widget);
  if (GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget))
    judge_button (self, view, widget, width);

  /* Their buttons are part of them, and have the toolkit's size and names. */
  if (GTK_IS_SPIN_BUTTON (widget) || ADW_IS_SPIN_ROW (widget) || ADW_IS_TOGGLE_GROUP (widget)
      || ADW_IS_ABOUT_DIALOG (widget))
    return;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    judge_widgets (self, view, child, width);
}

void
app_walk_judge (AppWalk *self, GtkWidget *window, const char *view, int width)
{
  if (gtk_widget_get_width (window) > width && !gtk_window_is_fullscreen (GTK_WINDOW (window)))
    {
      g_autofree char *text =
          g_strdup_printf ("%d instead of %d", gtk_widget_get_width (window), width);

      find_at (self, view, window, "takes more room than there is", text);
    }

  judge_width (self, view, window, width);
  judge_widgets (self, view, window, width);
  if (self->walker != NULL)
    judge_tree (self, view);
}

guint
app_walk_finish (AppWalk *self)
{
  guint n_findings = self->n_findings;
  g_autoptr (GError) error = NULL;

  if (self->walker != NULL)
    {
      g_output_stream_close (g_subprocess_get_stdin_pipe (self->walker), NULL, &error);
      g_assert_no_error (error);
      g_subprocess_wait (self->walker, NULL, &error);
      g_assert_no_error (error);
    }
  g_clear_object (&self->answers);
  g_clear_object (&self->walker);
  g_free (self);

  return n_findings;
}
