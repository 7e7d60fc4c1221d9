/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-jog-pad.h"

#include <glib/gi18n.h>

#include "culm-confirm.h"

#define N_WAYS 6
#define LONGEST_ALONG_Z 10 /* mm */

struct _CulmJogPad
{
  AdwBin parent_instance;

  BambuPrinter *printer;
  CulmControl *controls[BAMBU_AXIS_Z + 1];
  char *step;
  gboolean keys;
  gboolean asked;
  guint held;       /* the key that is down; 0 none */
  GtkWidget *moved; /* a button that had the focus when its step went off; NULL none */

  AdwToggleGroup *steps;
  AdwToggle *far;
  GtkWidget *ways;
  GtkWidget *plane_spinner;
  GtkStack *upright_stack;
  GtkLabel *upright;
  GtkWidget *left;
  GtkWidget *right;
  GtkWidget *back;
  GtkWidget *front;
  GtkWidget *up;
  GtkWidget *down;
};

G_DEFINE_FINAL_TYPE (CulmJogPad, culm_jog_pad, ADW_TYPE_BIN)

typedef enum
{
  PROP_PRINTER = 1,
  PROP_STEP,
  PROP_KEYS,
} CulmJogPadProperty;

static GParamSpec *properties[PROP_KEYS + 1];

/* Where a button and a key lead, as seen from the printer's front. On a bed slinger the bed goes to
 * and fro and the head up and down, else it is the other way round. */
static const struct
{
  gsize button;
  guint key;
  BambuAxis axis;
  int sign;
  const char *name;
  const char *slinger_name;
} ways[N_WAYS] = {
  { G_STRUCT_OFFSET (CulmJogPad, left), GDK_KEY_Left, BAMBU_AXIS_X, -1, N_ ("Head to the left"),
    N_ ("Head to the left") },
  { G_STRUCT_OFFSET (CulmJogPad, right), GDK_KEY_Right, BAMBU_AXIS_X, 1, N_ ("Head to the right"),
    N_ ("Head to the right") },
  { G_STRUCT_OFFSET (CulmJogPad, back), GDK_KEY_Up, BAMBU_AXIS_Y, 1, N_ ("Head to the back"),
    N_ ("Bed to the back") },
  { G_STRUCT_OFFSET (CulmJogPad, front), GDK_KEY_Down, BAMBU_AXIS_Y, -1, N_ ("Head to the front"),
    N_ ("Bed to the front") },
  { G_STRUCT_OFFSET (CulmJogPad, up), GDK_KEY_Page_Up, BAMBU_AXIS_Z, -1, N_ ("Bed up"),
    N_ ("Head up") },
  { G_STRUCT_OFFSET (CulmJogPad, down), GDK_KEY_Page_Down, BAMBU_AXIS_Z, 1, N_ ("Bed down"),
    N_ ("Head down") },
};

static GtkWidget *
get_button (CulmJogPad *self, guint way)
{
  return G_STRUCT_MEMBER (GtkWidget *, self, ways[way].button);
}

static gboolean
is_slinger (CulmJogPad *self)
{
  return (bambu_printer_get_capabilities (self->printer) & BAMBU_CAPABILITY_BED_SLINGER) != 0;
}

static int
get_distance (CulmJogPad *self, guint way)
{
  int step = atoi (self->step);

  return ways[way].axis == BAMBU_AXIS_Z ? MIN (step, LONGEST_ALONG_Z) : step;
}

/* The newer command knows no long step. */
static void
update (CulmJogPad *self)
{
  gboolean is_short =
      (bambu_printer_get_capabilities (self->printer) & BAMBU_CAPABILITY_COMMAND_JOG) != 0;

  if (is_short && adw_toggle_group_get_n_toggles (self->steps) > 2)
    {
      if (g_str_equal (self->step, "50"))
        g_object_set (self, "step", "10", NULL);
      adw_toggle_group_remove (self->steps, self->far);
    }

  gtk_label_set_text (self->upright, is_slinger (self) ? _ ("Head") : _ ("Bed"));
  for (guint i = 0; i < N_WAYS; i++)
    {
      const char *way = is_slinger (self) ? ways[i].slinger_name : ways[i].name;
      /* Translators: what moves where, and how far: "Head to the left, 10 mm" */
      g_autofree char *name = g_strdup_printf (_ ("%s, %d mm"), _ (way), get_distance (self, i));

      gtk_widget_set_tooltip_text (get_button (self, i), name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (get_button (self, i)),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
}

static void
move (CulmJogPad *self, guint way)
{
  CulmControl *control = self->controls[ways[way].axis];
  int distance = ways[way].sign * get_distance (self, way);

  if (self->asked || bambu_printer_is_homed (self->printer, ways[way].axis))
    {
      culm_control_send (control, GTK_WIDGET (self), distance);
      return;
    }

  culm_confirm_send (control, GTK_WIDGET (self), _ ("Move Without Homing?"),
                     _ ("The printer does not know where its axes are. A step that is too long "
                        "runs into the frame. Homing first is safe."),
                     _ ("_Move"), distance);
}

static gboolean
is_moving (CulmJogPad *self, BambuAxis axis)
{
  return bambu_pending_is_active (culm_control_get_pending (self->controls[axis]));
}

/* The pad keeps the focus, and so the keys, while its button cannot have it. */
static void
keep_focus (CulmJogPad *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; i < N_WAYS; i++)
    if (focus == get_button (self, i) && is_moving (self, ways[i].axis))
      {
        self->moved = focus;
        gtk_widget_set_focusable (self->ways, TRUE);
        gtk_widget_grab_focus (self->ways);
      }
}

static void
give_focus_back (CulmJogPad *self)
{
  if (self->moved == NULL || !gtk_widget_get_sensitive (self->moved))
    return;

  if (gtk_widget_is_focus (self->ways))
    gtk_widget_grab_focus (self->moved);
  gtk_widget_set_focusable (self->ways, FALSE);
  self->moved = NULL;
}

/* One step at a time along an axis: what would not be sent cannot be pressed. */
static void
update_moving (CulmJogPad *self)
{
  keep_focus (self);
  for (guint i = 0; i < N_WAYS; i++)
    gtk_widget_set_sensitive (get_button (self, i), !is_moving (self, ways[i].axis));
  give_focus_back (self);

  gtk_widget_set_visible (self->plane_spinner,
                          is_moving (self, BAMBU_AXIS_X) || is_moving (self, BAMBU_AXIS_Y));
  gtk_stack_set_visible_child_name (self->upright_stack,
                                    is_moving (self, BAMBU_AXIS_Z) ? "moving" : "name");
}

/* Who agreed to it once is not asked again. */
static void
on_moving (CulmJogPad *self, GParamSpec *pspec, BambuPending *pending)
{
  if (bambu_pending_is_active (pending)
      && !bambu_printer_is_homed (self->printer, bambu_pending_get_index (pending)))
    self->asked = TRUE;

  update_moving (self);
}

static void
on_clicked (CulmJogPad *self, GtkWidget *button)
{
  for (guint i = 0; i < N_WAYS; i++)
    if (get_button (self, i) == button)
      move (self, i);
}

/* A key that is held must not go on and on. */
static gboolean
on_key_pressed (CulmJogPad *self, guint key, guint code, GdkModifierType modifiers)
{
  if (!self->keys || (modifiers & gtk_accelerator_get_default_mod_mask ()))
    return FALSE;

  for (guint i = 0; i < N_WAYS; i++)
    if (ways[i].key == key)
      {
        if (self->held != key && gtk_widget_is_sensitive (get_button (self, i)))
          move (self, i);
        else if (self->held != key)
          gtk_widget_error_bell (GTK_WIDGET (self));
        self->held = key;
        return TRUE;
      }

  return FALSE;
}

static void
on_key_released (CulmJogPad *self)
{
  self->held = 0;
}

/* Icons are turned by their own widgets. */
static void
keep_sides (GtkWidget *widget)
{
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    keep_sides (child);
}

static void
set_printer (CulmJogPad *self, BambuPrinter *printer)
{
  if (!g_set_object (&self->printer, printer))
    return;

  for (guint axis = 0; axis < G_N_ELEMENTS (self->controls); axis++)
    {
      self->controls[axis] = culm_control_new (printer, BAMBU_CONTROL_JOG, axis);
      g_signal_connect_object (culm_control_get_pending (self->controls[axis]), "notify::active",
                               G_CALLBACK (on_moving), self, G_CONNECT_SWAPPED);
    }
  /* What holds for one axis holds for all. */
  culm_control_attach (self->controls[BAMBU_AXIS_X], self->ways);
  update_moving (self);

  g_signal_connect_object (printer, "notify::capabilities", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

static void
culm_jog_pad_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmJogPad *self = CULM_JOG_PAD (object);

  switch ((CulmJogPadProperty) prop_id)
    {
    case PROP_PRINTER:
      g_value_set_object (value, self->printer);
      break;
    case PROP_STEP:
      g_value_set_string (value, self->step);
      break;
    case PROP_KEYS:
      g_value_set_boolean (value, self->keys);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_jog_pad_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CulmJogPad *self = CULM_JOG_PAD (object);

  switch ((CulmJogPadProperty) prop_id)
    {
    case PROP_PRINTER:
      set_printer (self, g_value_get_object (value));
      break;
    case PROP_STEP:
      /* A group without a choice says NULL. */
      if (g_value_get_string (value) == NULL
          || !g_set_str (&self->step, g_value_get_string (value)))
        break;
      if (self->printer != NULL)
        update (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_KEYS:
      if (self->keys == g_value_get_boolean (value))
        break;
      self->keys = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_jog_pad_dispose (GObject *object)
{
  CulmJogPad *self = CULM_JOG_PAD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_JOG_PAD);
  for (guint axis = 0; axis < G_N_ELEMENTS (self->controls); axis++)
    g_clear_object (&self->controls[axis]);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_jog_pad_parent_class)->dispose (object);
}

static void
culm_jog_pad_finalize (GObject *object)
{
  CulmJogPad *self = CULM_JOG_PAD (object);

  g_free (self->step);

  G_OBJECT_CLASS (culm_jog_pad_parent_class)->finalize (object);
}

static void
culm_jog_pad_class_init (CulmJogPadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_jog_pad_get_property;
  object_class->set_property = culm_jog_pad_set_property;
  object_class->dispose = culm_jog_pad_dispose;
  object_class->finalize = culm_jog_pad_finalize;

  properties[PROP_PRINTER] = g_param_spec_object ("printer", NULL, NULL, BAMBU_TYPE_PRINTER, flags);
  properties[PROP_STEP] = g_param_spec_string ("step", NULL, NULL, "10", flags);
  properties[PROP_KEYS] = g_param_spec_boolean ("keys", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-jog-pad.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmJogPad, steps);
  gtk_widget_class_bind_template_child (widget_class, CulmJogPad, far);
  gtk_widget_class_bind_template_child (widget_class, CulmJogPad, ways);
  gtk_widget_class_bind_template_child (widget_class, CulmJogPad, plane_spinner);
  gtk_widget_class_bind_template_child (widget_class, CulmJogPad, upright_stack);
  gtk_widget_class_bind_template_child (widget_class, CulmJogPad, upright);
  gtk_widget_class_bind_template_child (widget_class, CulmJogPad, left);
  gtk_widget_class_bind_template_child (widget_class, CulmJogPad, right);
  gtk_widget_class_bind_template_child (widget_class, CulmJogPad, back);
  gtk_widget_class_bind_template_child (widget_class, CulmJogPad, front);
  gtk_widget_class_bind_template_child (widget_class, CulmJogPad, up);
  gtk_widget_class_bind_template_child (widget_class, CulmJogPad, down);
}

static void
culm_jog_pad_init (CulmJogPad *self)
{
  GtkEventController *keys;

  self->step = g_strdup ("10");
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < N_WAYS; i++)
    g_signal_connect_object (get_button (self, i), "clicked", G_CALLBACK (on_clicked), self,
                             G_CONNECT_SWAPPED);

  /* Before the arrow keys move the focus. */
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-released", G_CALLBACK (on_key_released), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->ways, keys);

  keep_sides (self->ways);
}
