/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-fault.h"
#include "sim-printer.h"

G_BEGIN_DECLS

/* What the files of a printer share, and what faults need of it. */

#define SIM_THROTTLE_SECONDS 3

struct _SimPrinter
{
  GObject parent_instance;

  SimProfile *profile;
  SimMachine *machine;
  JsonObject *state; /* `print` as it is */
  JsonObject *sent;  /* `print` as it was said last */
  JsonObject *versions;
  gboolean playing; /* a captured report: its body stands still */

  SimStorage *storage; /* %NULL: none */
  guint n_starts;

  char *serial;
  char *name;
  char *access_code;
  JsonArray *flow_profiles; /* %NULL until somebody asks */
  GPtrArray *faults;        /* const SimFault */
  GHashTable *fault_values; /* name → what was asked for after it, as text */
  GQueue late;              /* what it says later */
  GBytes *last;             /* the last report */
  GBytes *held;             /* one that will come too late */

  struct
  {
    char *version; /* %NULL: none is under way */
    char *module;
    double seconds;
  } upgrade;
  double away_until; /* it starts anew; 0: it is there */

  GQueue sequence_ids; /* ids of the last commands, as pointers */
  guint n_answers;
  guint64 sequence;
  gboolean pushing;
  gboolean reshaped; /* another fault shapes the reports now */
  double period;
  double speed;
  double clock;
  double report_age;
  double last_push_all;
  double first_version;
  guint tick;
  gint64 tick_time;
};

SimMachine *sim_printer_get_machine (SimPrinter *self);
JsonObject *sim_printer_get_state (SimPrinter *self);

/** sim_printer_get_last_message: Returns: (transfer none) (nullable): the last report */
GBytes *sim_printer_get_last_message (SimPrinter *self);
/** sim_printer_get_fault_at: Returns: (transfer none) (nullable): the first active fault there */
const SimFault *sim_printer_get_fault_at (SimPrinter *self, SimFaultPlace place);

/** sim_printer_report: says its state, all of it or what changed */
void sim_printer_report (SimPrinter *self, gboolean full);
/** sim_printer_report_regularly: its time has come again */
void sim_printer_report_regularly (SimPrinter *self);
/** sim_printer_say_late: says what was put off until now */
void sim_printer_say_late (SimPrinter *self);
void sim_printer_forget_late (SimPrinter *self);

/** sim_printer_say: sends bytes as they are, after @delay seconds of its time */
void sim_printer_say (SimPrinter *self, GBytes *message, double delay);
/** sim_printer_hear_later: handles a request after @delay seconds of its time */
void sim_printer_hear_later (SimPrinter *self, GBytes *payload, double delay);
/** sim_printer_leave: goes without a word and comes back after @seconds of its time */
void sim_printer_leave (SimPrinter *self, double seconds);
/** sim_printer_reboot: goes without a word and comes back after a minute of its time */
void sim_printer_reboot (SimPrinter *self);
/** sim_printer_answer_full: a `pushall` came */
void sim_printer_answer_full (SimPrinter *self);
/** sim_printer_answer_version: a `get_version` came */
void sim_printer_answer_version (SimPrinter *self, const char *sequence_id);
/** sim_printer_set_pushing: whether it reports by itself */
void sim_printer_set_pushing (SimPrinter *self, gboolean pushing);

G_END_DECLS
