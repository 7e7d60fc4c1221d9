/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/printer/bambu-command-private.h"
#include "bambu/printer/bambu-printer-private.h"

#include <string.h>

#include "report-fixture.h"

/* One printer of each family, at rest, as its reports describe it. */

typedef enum
{
  P1S,
  A1_MINI,
  X1C,
  P2S,
  H2D,
  N_MODELS,
} Model;

#define TRAY(id, type, filament, low, high)                                                        \
  "{'id':'" id "','tray_type':'" type "','tray_info_idx':'" filament                               \
  "','tray_color':'FFFFFFFF','nozzle_temp_min':'" low "','nozzle_temp_max':'" high "'}"
#define TRAYS                                                                                      \
  "[" TRAY ("0", "PLA", "GFL99", "190", "230") "," TRAY ("1", "PETG", "GFG99", "230", "270") "]"
#define UNIT(id, info) "{'id':'" id "','info':'" info "','tray':" TRAYS "}"

#define FUN_OF_X1 "'fun':'11830F9CFB','cfg':'FB299','stat':'7A58000','aux':'280100C'"
#define FUN_OF_P2 "'fun':'60029FD1839F9CB7','fun2':'31','cfg':'463299','stat':'0','aux':'2001004'"
#define FUN_OF_H2 "'fun':'60029FD1839F9CB7','fun2':'31','cfg':'463299','stat':'0','aux':'2001004'"

#define DUCT(parts, modes)                                                                         \
  "'airduct':{'modeCur':0,'subMode':0,'parts':[" parts "],'modeList':[" modes "]}"

#define LOADED_ONLY "'device':{'extruder':{'info':[{'id':0,'temp':220,'snow':1,'hnow':0}]}}"
#define LOADED_BOTH                                                                                \
  "'device':{'extruder':{'info':[{'id':0,'temp':220,'snow':65535,'hnow':0},"                       \
  "{'id':1,'temp':220,'snow':1,'hnow':1}]}}"

static const struct
{
  const char *name;
  const char *serial;
  const char *firmware;
  const char *report;
  const char *loaded; /* what changes when the second slot is */
} MODELS[N_MODELS] = {
  [P1S] = { "P1S", "01P0000", "01.08.02.00",
            "'gcode_state':'IDLE','nozzle_temper':220,'home_flag':237502592,"
            "'nozzle_diameter':'0.4','nozzle_type':'stainless_steel',"
            "'cooling_fan_speed':'0','big_fan1_speed':'0','big_fan2_speed':'0',"
            "'heatbreak_fan_speed':'0','ipcam':{'ipcam_record':'enable','timelapse':'disable'},"
            "'lights_report':[{'node':'chamber_light','mode':'on'}],"
            "'ams':{'ams':[" UNIT ("0", "1001") "],'tray_now':'255','insert_flag':true,"
                                                "'power_on_flag':false},'vt_tray':" TRAY (
                                                    "254", "ABS", "GFB99", "240", "280"),
            "'ams':{'tray_now':'1'}" },
  [A1_MINI] = { "A1 mini", "0300000", "01.07.02.00",
                "'gcode_state':'IDLE','nozzle_temper':220,'home_flag':847201680,"
                "'nozzle_diameter':'0.4','nozzle_type':'stainless_steel',"
                "'cooling_fan_speed':'0','xcam':{'buildplate_marker_detector':true},"
                "'ipcam':{'ipcam_record':'enable','timelapse':'disable'},"
                "'lights_report':[{'node':'chamber_light','mode':'on'}],"
                "'ams':{'ams':[" UNIT ("0", "1002") "],'tray_now':'255','insert_flag':true,"
                                                    "'power_on_flag':false},'vt_tray':" TRAY (
                                                        "254", "ABS", "GFB99", "240", "280"),
                "'ams':{'tray_now':'1'}" },
  [X1C] = { "X1C", "00M0000", "01.09.00.01",
            "'gcode_state':'IDLE','nozzle_temper':220,'home_flag':-1067070064," FUN_OF_X1
            ",'cooling_fan_speed':'0','big_fan1_speed':'0','big_fan2_speed':'0',"
            "'xcam':{'first_layer_inspector':true,'buildplate_marker_detector':false,"
            "'printing_monitor':true,'spaghetti_detector':true,'halt_print_sensitivity':'low'},"
            "'ipcam':{'ipcam_record':'enable','timelapse':'disable','resolution':'720p',"
            "'resolution_supported':['720p','1080p']},"
            "'lights_report':[{'node':'chamber_light','mode':'on'},"
            "{'node':'work_light','mode':'flashing'}],"
            "'device':{'extruder':{'state':1,'info':[{'id':0,'temp':220,'snow':65535,'hnow':0}]},"
            "'nozzle':{'info':[{'id':0,'type':'HS01','diameter':0.4}]}},"
            "'ams':{'ams':[" UNIT ("0", "1001") "," UNIT (
                "128", "2004") "],'insert_flag':true,"
                               "'power_on_flag':false},'vir_slot':[" TRAY (
                                   "255", "ABS", "GFB99", "240", "280") "]",
            LOADED_ONLY },
  [P2S] = { "P2S", "22E0000", "01.01.00.00",
            "'gcode_state':'IDLE','nozzle_temper':220,'home_flag':-1067100737," FUN_OF_P2
            ",'cooling_fan_speed':'0','big_fan1_speed':'0',"
            "'xcam':{'first_layer_inspector':true,'buildplate_marker_detector':true,"
            "'printing_monitor':true,'spaghetti_detector':true,'cfg':748983},"
            "'ipcam':{'ipcam_record':'enable','timelapse':'enable','resolution':'1080p'},"
            "'lights_report':[{'node':'chamber_light','mode':'on'},"
            "{'node':'work_light','mode':'flashing'}],"
            "'device':{'extruder':{'state':1,'info':[{'id':0,'temp':220,'snow':65535,'hnow':0}]},"
            "'nozzle':{'info':[{'id':0,'type':'HS01','diameter':0.4}]}," DUCT (
                "{'id':16,'state':0}"
                ",{'id':32,'state':"
                "0},{'id':160,'"
                "state':0}",
                "{'modeId':0,'ctrl':"
                "[16,32,160]},{'"
                "modeId':1,'ctrl':["
                "16,32],'off':[160]"
                "}") "},'ams':{'ams'"
                     ":[" UNIT ("0",
                                "100"
                                "3") "],'insert_flag':true,'power_on_flag':false},"
                                     "'vir_slot':[" TRAY ("255", "ABS", "GFB99", "240", "280") "]",
            LOADED_ONLY },
  [H2D] = { "H2D", "0940000", "01.01.01.00",
            "'gcode_state':'IDLE','home_flag':-1066934785," FUN_OF_H2
            ",'cooling_fan_speed':'0','big_fan1_speed':'0','big_fan2_speed':'0',"
            "'xcam':{'first_layer_inspector':true,'buildplate_marker_detector':true,"
            "'printing_monitor':true,'spaghetti_detector':true,'cfg':748983},"
            "'ipcam':{'ipcam_record':'enable','timelapse':'disable','resolution':'1080p'},"
            "'lights_report':[{'node':'chamber_light','mode':'on'},"
            "{'node':'work_light','mode':'flashing'},{'node':'chamber_light2','mode':'on'}],"
            "'device':{'extruder':{'state':2,'info':["
            "{'id':0,'temp':220,'snow':65535,'hnow':0},{'id':1,'temp':220,'snow':65279,'hnow':1}]},"
            "'nozzle':{'info':[{'id':0,'type':'HS01','diameter':0.4},"
            "{'id':1,'type':'HH01','diameter':0.6}]}," DUCT (
                "{'id':16,'state':0},{'id':32,'state':0},{'id':48,'state':0},{'id':96,'state':0}",
                "{'modeId':0,'ctrl':[16,32,48],'off':[96]},{'modeId':1,'ctrl':[16],'off':[32,48]},"
                "{'modeId':2,'ctrl':[48]}") "},'ams':{'ams':[" UNIT ("0",
                                                                     "1103") "," UNIT ("128",
                                                                                       "2004") "],'"
                                                                                               "ins"
                                                                                               "ert"
                                                                                               "_fl"
                                                                                               "ag'"
                                                                                               ":tr"
                                                                                               "ue,"
                                                                                               "'po"
                                                                                               "wer"
                                                                                               "_on"
                                                                                               "_fl"
                                                                                               "ag'"
                                                                                               ":fa"
                                                                                               "lse"
                                                                                               "},'"
                                                                                               "vir"
                                                                                               "_sl"
                                                                                               "ot'"
                                                                                               ":"
                                                                                               "[" TRAY (
                                                                                                   "254",
                                                                                                   "PLA",
                                                                                                   "GFL99",
                                                                                                   "190",
                                                                                                   "230") "," TRAY ("255",
                                                                                                                    "ABS",
                                                                                                                    "GFB99",
                                                                                                                    "240",
                                                                                                                    "280") "]",
            LOADED_BOTH },
};

static void
apply (BambuPrinter *printer, BambuFrame *frame)
{
  bambu_printer_apply (printer, frame);
  bambu_frame_unref (frame);
}

static BambuPrinter *
new_printer (Model model)
{
  BambuPrinter *printer = bambu_printer_new (MODELS[model].serial, NULL);
  g_autofree char *versions =
      g_strdup_printf ("{'info':{'command':'get_version','module':[{'name':'ota','sw_ver':'%s'}]}}",
                       MODELS[model].firmware);

  apply (printer, fixture_frame (versions));
  apply (printer, fixture_status (MODELS[model].report, TRUE));

  return printer;
}

static BambuTray *
peek_tray (BambuPrinter *printer, guint unit, guint slot)
{
  g_autoptr (GListModel) trays =
      g_list_model_get_item (bambu_printer_get_ams_units (printer), unit);
  g_autoptr (BambuTray) tray = g_list_model_get_item (trays, slot);

  return tray;
}

static BambuTray *
peek_external (BambuPrinter *printer, guint position)
{
  g_autoptr (BambuTray) tray =
      g_list_model_get_item (bambu_printer_get_external_trays (printer), position);

  return tray;
}

static BambuAms *
peek_last_unit (BambuPrinter *printer)
{
  GListModel *units = bambu_printer_get_ams_units (printer);
  g_autoptr (BambuAms) unit = g_list_model_get_item (units, g_list_model_get_n_items (units) - 1);

  return unit;
}

#define ASK(name, call)                                                                            \
  static BambuRequest *ask_##name (BambuPrinter *printer, GError **error)                          \
  {                                                                                                \
    return bambu_command_##call;                                                                   \
  }

static const int OBJECTS[] = { 117, 203 };
static const BambuFilamentChoice CHOICE = { "GFB99", "GFSB99", "ABS", "112233FF", 240, 999 };

ASK (pause, pause (printer, error))
ASK (resume, resume (printer, error))
ASK (stop, stop (printer, error))
ASK (speed, speed (printer, 3, error))
ASK (speed_over, speed (printer, 9, error))
ASK (skip, skip (printer, OBJECTS, G_N_ELEMENTS (OBJECTS), error))
ASK (answer_resume, answer (printer, "0300-8003", BAMBU_ERROR_ANSWER_RESUME, error))
ASK (answer_stop, answer (printer, "0300-8003", BAMBU_ERROR_ANSWER_STOP, error))
ASK (answer_ignore, answer (printer, "0300-8003", BAMBU_ERROR_ANSWER_IGNORE, error))
ASK (answer_idle, answer (printer, "0300-8003", BAMBU_ERROR_ANSWER_IGNORE_IDLE, error))
ASK (dismiss, answer (printer, "0300-8003", BAMBU_ERROR_ANSWER_DISMISS, error))
ASK (nozzle, nozzle (printer, 0, 220, error))
ASK (nozzle_over, nozzle (printer, 0, 999, error))
ASK (nozzle_left, nozzle (printer, 1, 220, error))
ASK (bed, bed (printer, 60, error))
ASK (bed_over, bed (printer, 999, error))
ASK (bed_under, bed (printer, -5, error))
ASK (chamber, chamber (printer, 50, error))
ASK (chamber_over, chamber (printer, 80, error))
ASK (chamber_low, chamber (printer, 39, error))
ASK (fan_part, fan (printer, BAMBU_FAN_KIND_PART, 50, error))
ASK (fan_aux, fan (printer, BAMBU_FAN_KIND_AUX, 74, error))
ASK (fan_chamber, fan (printer, BAMBU_FAN_KIND_CHAMBER, 150, error))
ASK (fan_second, fan (printer, BAMBU_FAN_KIND_SECOND_AUX, 10, error))
ASK (fan_loop, fan (printer, BAMBU_FAN_KIND_INNER_LOOP, 10, error))
ASK (fan_heatbreak, fan (printer, BAMBU_FAN_KIND_HEATBREAK, 10, error))
ASK (air, air_duct (printer, 1, -1, error))
ASK (air_exhaust, air_duct (printer, 2, 0, error))
ASK (light, light (printer, BAMBU_LIGHT_PLACE_CHAMBER, FALSE, error))
ASK (light_work, light (printer, BAMBU_LIGHT_PLACE_WORK, TRUE, error))
ASK (light_bed, light (printer, BAMBU_LIGHT_PLACE_BED, TRUE, error))
ASK (home, home (printer, BAMBU_HOME_ALL, error))
ASK (home_head, home (printer, BAMBU_HOME_HEAD, error))
ASK (jog_x, jog (printer, BAMBU_AXIS_X, 10, error))
ASK (jog_y, jog (printer, BAMBU_AXIS_Y, -50, error))
ASK (jog_z, jog (printer, BAMBU_AXIS_Z, 99, error))
ASK (extrude, extrude (printer, 0, 10, error))
ASK (retract, extrude (printer, 0, -99, error))
ASK (extruder, extruder (printer, 1, error))
ASK (motors, motors_off (printer, error))
ASK (buzzer, buzzer (printer, BAMBU_BUZZER_BEEP, error))
ASK (level, calibrate (printer, BAMBU_CALIBRATION_BED_LEVELLING, error))
ASK (lidar, calibrate (printer, BAMBU_CALIBRATION_LIDAR, error))
ASK (offset, calibrate (printer, BAMBU_CALIBRATION_NOZZLE_OFFSET, error))
ASK (load, load (printer, peek_tray (printer, 0, 1), error))
ASK (load_empty, load (printer, peek_tray (printer, 0, 2), error))
ASK (load_external, load (printer, peek_external (printer, 0), error))
ASK (unload,
     unload (printer, g_list_model_get_n_items (bambu_printer_get_extruders (printer)) - 1, error))
ASK (ams_resume, ams (printer, BAMBU_AMS_ACTION_RESUME, error))
ASK (ams_done, ams (printer, BAMBU_AMS_ACTION_DONE, error))
ASK (read_tag, read_tag (printer, peek_tray (printer, 0, 1), error))
ASK (dry, dry (printer, peek_last_unit (printer), "PLA", 55, 99, TRUE, error))
ASK (stop_drying, stop_drying (printer, peek_last_unit (printer), error))
ASK (filament, filament (printer, peek_tray (printer, 0, 1), &CHOICE, error))
ASK (filament_external, filament (printer, peek_external (printer, 0), &CHOICE, error))
ASK (filament_clear, filament (printer, peek_tray (printer, 0, 1), NULL, error))
ASK (k_profiles, list_k_profiles (printer, 0, error))
ASK (k_profile, k_profile (printer, peek_tray (printer, 0, 1), 4, error))
ASK (k_profile_external, k_profile (printer, peek_external (printer, 0), -1, error))
ASK (nozzle_kind, nozzle_kind (printer, 0.5, "hardened_steel", error))
ASK (access_code, access_code (printer, error))
ASK (reboot, reboot (printer, error))
ASK (upgrade, upgrade (printer, "01.02.00.00", error))
ASK (gcode, gcode (printer, "M106 P1 S0", error))

static BambuRequest *
order (BambuPrinter *printer,
       const BambuMapping *entries,
       guint n_entries,
       int plate,
       const BambuPrintOptions *options,
       GError **error)
{
  g_autoptr (GArray) mapping = g_array_new (FALSE, FALSE, sizeof (BambuMapping));

  g_array_append_vals (mapping, entries, n_entries);

  return bambu_command_print (
      printer,
      &(BambuPrintOrder) {
          .name = "Benchy",
          .url = plate > 0 ? "ftp:///Benchy.gcode.3mf" : "/mnt/sdcard/Benchy.gcode",
          .md5 = "0123456789ABCDEF0123456789ABCDEF",
          .plate = plate,
          .id = 1234567,
          .mapping = mapping,
          .options = *options,
      },
      error);
}

static const BambuMapping MIXED[] = { { -1, 255, 255 }, { 1, 0, 1 }, { -1, 255, 0 } };
static const BambuMapping HT[] = { { 128, 128, 0 } };
static const BambuMapping OUTSIDE[] = { { -1, 255, 0 }, { -1, 255, 255 } };
static const BambuPrintOptions EVERYTHING = {
  BAMBU_PRINT_CHOICE_AUTO, BAMBU_PRINT_CHOICE_AUTO, TRUE, TRUE, TRUE, BAMBU_PRINT_CHOICE_ON
};
static const BambuPrintOptions DECIDED = { .bed_levelling = BAMBU_PRINT_CHOICE_ON,
                                           .flow_calibration = BAMBU_PRINT_CHOICE_ON };
static const BambuPrintOptions NOTHING = { 0 };

#define ASK_PRINT(name, entries, plate, options)                                                   \
  static BambuRequest *ask_##name (BambuPrinter *printer, GError **error)                          \
  {                                                                                                \
    return order (printer, entries, G_N_ELEMENTS (entries), plate, &options, error);               \
  }

ASK_PRINT (print, MIXED, 2, EVERYTHING)
ASK_PRINT (print_decided, HT, 1, DECIDED)
ASK_PRINT (print_nothing, OUTSIDE, 1, NOTHING)
ASK_PRINT (print_gcode, OUTSIDE, 0, NOTHING)

#define ASK_SETTING(name, KIND, value)                                                             \
  ASK (name, setting (printer, BAMBU_SETTING_##KIND, value, BAMBU_SENSITIVITY_NONE, error))

ASK_SETTING (step_loss, STEP_LOSS, 1)
ASK_SETTING (refill, AUTO_REFILL, 1)
ASK_SETTING (sound, SOUND, 0)
ASK_SETTING (tangle, TANGLE, 1)
ASK_SETTING (blob, BLOB, 1)
ASK_SETTING (air_print, AIR_PRINT, 1)
ASK_SETTING (purify, PURIFICATION, 2)
ASK_SETTING (read_on_insert, READ_ON_INSERT, 0)
ASK_SETTING (read_at_start, READ_AT_START, 1)
ASK_SETTING (remain, REMAIN, 1)
ASK_SETTING (keep_files, KEEP_FILES, 1)
ASK_SETTING (door, DOOR, 9)
ASK_SETTING (record, RECORDING, 0)
ASK_SETTING (timelapse, TIMELAPSE, 1)
ASK_SETTING (resolution, RESOLUTION, 1)
ASK_SETTING (first_layer, FIRST_LAYER, 0)
ASK_SETTING (plate_marker, PLATE_MARKER, 0)
ASK_SETTING (spaghetti, SPAGHETTI, 0)
ASK_SETTING (air_print_seen, AIR_PRINT_SEEN, 1)
ASK_SETTING (foreign, FOREIGN_OBJECT, 1)
ASK (spaghetti_high, setting (printer, BAMBU_SETTING_SPAGHETTI, 1, BAMBU_SENSITIVITY_HIGH, error))

#define LOADED "loaded"
#define DRYING "'ams':{'ams':[{'id':'0','info':'1023'},{'id':'128','info':'2024'}]}"
#define OFFER "'upgrade_state':{'new_version_state':1,'ota_new_version_number':'01.02.00.00'}"
#define RUNNING "'gcode_state':'RUNNING'"
#define FINISHED "'gcode_state':'FINISH'"
#define NO_STICK "'sdcard':false,'home_flag':0,'aux':'0','fun':'60029FD1939F9CB7'"
#define PAUSED "'gcode_state':'PAUSE'"
#define FAULT "'print_error':50364419,'subtask_id':'77','job_id':'88'"
/* What a refusal is called here: its code, and what is in the way. */
#define NOT_ABLE_AS(obstacle) "not able: " obstacle
#define NOT_NOW_AS(obstacle) "not now: " obstacle
#define NOT_ABLE NOT_ABLE_AS ("absent")

/* The quality of service, the section, and what stands in it before the `sequence_id`. */
#define SAY(qos, section, rest) qos " {'" section "':{" rest ",'sequence_id':'20000'}}"
#define PRINT(rest) SAY ("0", "print", rest)
#define PRINT_SURELY(rest) SAY ("1", "print", rest)
#define GCODE(lines) PRINT ("'command':'gcode_line','param':'" lines "'")

/* A project_file: what all have in common, the options, the mapping. */
#define JOB(plate, options, mapping)                                                               \
  PRINT ("'command':'project_file','param':'Metadata/plate_" plate                                 \
         ".gcode','project_id':'1234567','profile_id':'0','task_id':'1234567',"                    \
         "'subtask_id':'1234567','subtask_name':'Benchy','file':'',"                               \
         "'url':'ftp:///Benchy.gcode.3mf','md5':'0123456789ABCDEF0123456789ABCDEF',"               \
         "'bed_type':'auto'," options "," mapping)
#define CHOICES(levelling, flow, vibration, layer, timelapse)                                      \
  "'bed_leveling':" levelling ",'bed_levelling':" levelling ",'flow_cali':" flow                   \
  ",'vibration_cali':" vibration ",'layer_inspect':" layer ",'timelapse':" timelapse
#define TRISTATES(levelling, flow)                                                                 \
  ",'auto_bed_leveling':" levelling ",'extrude_cali_flag':" flow ",'extrude_cali_manual_mode':0"
#define OFFSET(offset) ",'nozzle_offset_cali':" offset
#define PLAIN_CFG ",'cfg':'0'"
#define MIXED_SLOTS                                                                                \
  "'use_ams':true,'ams_mapping':[-1,1,-1],'ams_mapping2':[{'ams_id':255,'slot_id':255},"           \
  "{'ams_id':0,'slot_id':1},{'ams_id':255,'slot_id':0}]"
#define HT_SLOT "'use_ams':true,'ams_mapping':[128],'ams_mapping2':[{'ams_id':128,'slot_id':0}]"
#define NO_SLOTS                                                                                   \
  "'use_ams':false,'ams_mapping':[-1,-1],'ams_mapping2':[{'ams_id':255,'slot_id':0},"              \
  "{'ams_id':255,'slot_id':255}]"

#include "command-table.h"

/* What is sent, as in the table. */
static char *
render (BambuRequest *request)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < request->n_messages; i++)
    {
      g_autoptr (GBytes) bytes = bambu_message_to_bytes (&request->messages[i], "20000");

      g_string_append_printf (
          text, "%s%d %.*s", i > 0 ? " " : "", bambu_message_get_qos (&request->messages[i]),
          (int) g_bytes_get_size (bytes), (const char *) g_bytes_get_data (bytes, NULL));
    }

  g_strdelimit (text->str, "\"", '\'');

  return g_strdup (text->str);
}

static char *
ask (Model model, const char *fields, BambuRequest *(*make) (BambuPrinter *, GError **) )
{
  g_autoptr (BambuPrinter) printer = new_printer (model);
  g_autoptr (BambuRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (fields, LOADED) == 0)
    fields = MODELS[model].loaded;
  if (fields != NULL)
    apply (printer, fixture_status (fields, FALSE));

  request = make (printer, &error);
  if (request != NULL)
    return render (request);

  g_assert_true (error->domain == BAMBU_PRINTER_ERROR);

  switch (error->code)
    {
    case BAMBU_PRINTER_ERROR_NOT_ABLE:
      return g_strconcat ("not able: ", error->message, NULL);
    case BAMBU_PRINTER_ERROR_NOT_NOW:
      return g_strconcat ("not now: ", error->message, NULL);
    case BAMBU_PRINTER_ERROR_VIEW_ONLY:
      return g_strdup ("view only");
    default:
      return g_strdup (error->message);
    }
}

static void
test_table (gconstpointer data)
{
  const Row *row = data;

  for (Model model = 0; model < N_MODELS; model++)
    {
      g_autofree char *text = ask (model, row->fields, row->make);

      if (g_test_verbose ())
        g_test_message ("%-18s %-8s %s", row->name, MODELS[model].name, text);

      g_assert_cmpstr (text, ==, row->expected[model]);
    }
}

/* What is in the way of a control in a state that is not its own. */
static BambuObstacle
get_obstacle (BambuControl control, const char *state)
{
  if (strstr ("IDLE FINISH FAILED", state) != NULL)
    return BAMBU_OBSTACLE_NO_JOB;
  if (strstr ("PREPARE SLICING RUNNING PAUSE", state) == NULL)
    return BAMBU_OBSTACLE_STATE;
  if (control == BAMBU_CONTROL_RESUME)
    return BAMBU_OBSTACLE_NOT_PAUSED;
  if (control == BAMBU_CONTROL_PAUSE && strcmp (state, "PAUSE") == 0)
    return BAMBU_OBSTACLE_PAUSED;
  if (control == BAMBU_CONTROL_PAUSE || control == BAMBU_CONTROL_SKIP)
    return BAMBU_OBSTACLE_JOB_STARTS;

  return BAMBU_OBSTACLE_JOB;
}

/* The guard rails: what is not in its row is refused. */
static void
test_states (void)
{
  static const char *const WORDS[] = { "IDLE",   "PREPARE", "SLICING", "RUNNING", "PAUSE",
                                       "FINISH", "FAILED",  "INIT",    "OFFLINE", "WHATEVER" };
  static const struct
  {
    BambuControl control;
    const char *states; /* NULL: all */
  } CASES[] = {
    { BAMBU_CONTROL_PAUSE, "RUNNING" },
    { BAMBU_CONTROL_RESUME, "PAUSE" },
    { BAMBU_CONTROL_STOP, "PREPARE SLICING RUNNING PAUSE" },
    { BAMBU_CONTROL_SPEED, "PREPARE SLICING RUNNING PAUSE" },
    { BAMBU_CONTROL_SKIP, "RUNNING PAUSE" },
    { BAMBU_CONTROL_ERROR, NULL },
    { BAMBU_CONTROL_NOZZLE, NULL },
    { BAMBU_CONTROL_BED, NULL },
    { BAMBU_CONTROL_CHAMBER, NULL },
    { BAMBU_CONTROL_FAN, NULL },
    { BAMBU_CONTROL_AIR_DUCT, NULL },
    { BAMBU_CONTROL_LIGHT, NULL },
    { BAMBU_CONTROL_HOME, "IDLE FINISH FAILED" },
    { BAMBU_CONTROL_JOG, "IDLE FINISH FAILED" },
    { BAMBU_CONTROL_EXTRUDE, "IDLE PAUSE FINISH FAILED" },
    { BAMBU_CONTROL_EXTRUDER, "IDLE FINISH FAILED" },
    { BAMBU_CONTROL_MOTORS, "IDLE FINISH FAILED" },
    { BAMBU_CONTROL_BUZZER, NULL },
    { BAMBU_CONTROL_FILAMENT_CHANGE, "IDLE PAUSE FINISH FAILED" },
    { BAMBU_CONTROL_AMS, NULL },
    { BAMBU_CONTROL_TRAY, NULL },
    { BAMBU_CONTROL_K_PROFILE, NULL },
    { BAMBU_CONTROL_K_PROFILES, NULL },
    { BAMBU_CONTROL_TAG, "IDLE FINISH FAILED" },
    { BAMBU_CONTROL_DRYER, NULL },
    { BAMBU_CONTROL_SETTING, NULL },
    { BAMBU_CONTROL_CALIBRATION, "IDLE FINISH FAILED" },
    { BAMBU_CONTROL_NOZZLE_KIND, "IDLE FINISH FAILED" },
    { BAMBU_CONTROL_ACCESS_CODE, NULL },
    { BAMBU_CONTROL_REBOOT, "IDLE FINISH FAILED" },
    { BAMBU_CONTROL_UPGRADE, "IDLE FINISH FAILED" },
    { BAMBU_CONTROL_GCODE, NULL },
    { BAMBU_CONTROL_PRINT, "IDLE FINISH FAILED" },
  };
  g_autoptr (BambuPrinter) printer = new_printer (H2D);

  g_assert_cmpuint (G_N_ELEMENTS (CASES), ==, BAMBU_N_CONTROLS);

  for (guint i = 0; i < G_N_ELEMENTS (WORDS); i++)
    {
      g_autofree char *fields = g_strdup_printf ("'gcode_state':'%s'", WORDS[i]);

      apply (printer, fixture_status (fields, FALSE));

      for (guint j = 0; j < G_N_ELEMENTS (CASES); j++)
        {
          g_autoptr (GError) error = NULL;
          g_auto (GStrv) states = g_strsplit (CASES[j].states ? CASES[j].states : "", " ", -1);
          gboolean allowed =
              CASES[j].states == NULL || g_strv_contains ((const char *const *) states, WORDS[i]);

          g_assert_cmpint (CASES[j].control, ==, j);
          g_test_message ("%s in %s", CASES[j].states, WORDS[i]);
          g_assert_cmpint (bambu_command_check (printer, CASES[j].control, &error), ==, allowed);
          if (allowed)
            continue;

          g_assert_error (error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_NOT_NOW);
          g_assert_cmpint (bambu_printer_error_get_obstacle (error), ==,
                           get_obstacle (CASES[j].control, WORDS[i]));
        }
    }
}

/* Nothing goes to a printer that is changing its firmware; by whichever word it says so. */
static void
test_upgrading (void)
{
  static const struct
  {
    const char *upgrade;
    gboolean upgrading;
  } CASES[] = {
    { "'status':'IDLE','dis_state':0", FALSE },
    { "'status':'IDLE','dis_state':1", FALSE },
    { "'status':'UPGRADE_SUCCESS','dis_state':3", FALSE },
    { "'status':'DOWNLOAD_FAIL'", FALSE },
    { "'status':'PRE_FLASH_FAIL'", FALSE },
    { "'status':''", FALSE },
    { "'status':7", FALSE },
    { "'status':'DOWNLOADING'", TRUE },
    { "'status':'FLASHING'", TRUE },
    { "'status':'UPGRADE_REQUEST'", TRUE },
    { "'status':'PRE_FLASH_START'", TRUE },
    { "'status':'UPGRADING'", TRUE },
    { "'status':'IDLE','dis_state':2", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (BambuPrinter) printer = new_printer (P1S);
      g_autofree char *fields = g_strdup_printf ("'upgrade_state':{%s}", CASES[i].upgrade);

      g_test_message ("%s", CASES[i].upgrade);
      apply (printer, fixture_status (fields, FALSE));
      g_assert_cmpint (bambu_printer_is_upgrading (printer), ==, CASES[i].upgrading);

      for (BambuControl control = 0; control < BAMBU_N_CONTROLS; control++)
        {
          g_autoptr (GError) error = NULL;

          if (CASES[i].upgrading)
            g_assert_false (bambu_command_check (printer, control, &error));
        }

      g_assert_cmpint (bambu_command_check (printer, BAMBU_CONTROL_LIGHT, NULL), ==,
                       !CASES[i].upgrading);
    }
}

/* Without rights there are the light and what is only read. */
static void
test_rights (void)
{
  g_autoptr (BambuPrinter) printer = new_printer (H2D);

  apply (printer, fixture_status ("'fun':'20000000','gcode_state':'PAUSE'", FALSE));
  g_assert_cmpint (bambu_printer_get_rights (printer), ==, BAMBU_RIGHTS_VIEW_ONLY);

  for (BambuControl control = 0; control < BAMBU_N_CONTROLS; control++)
    {
      g_autoptr (GError) error = NULL;
      gboolean allowed = bambu_command_check (printer, control, &error);

      g_assert_cmpint (allowed, ==,
                       control == BAMBU_CONTROL_LIGHT || control == BAMBU_CONTROL_ACCESS_CODE);
      if (!allowed && error->code != BAMBU_PRINTER_ERROR_NOT_ABLE)
        g_assert_error (error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_VIEW_ONLY);
    }
}

/* The same command, in the words of an older firmware. */
static void
test_older_forms (void)
{
  static const struct
  {
    const char *serial;
    const char *firmware;
    const char *fields;
    BambuRequest *(*make) (BambuPrinter *, GError **);
    const char *expected;
  } CASES[] = {
    { "01P0000", "01.02.99.09", "", ask_load,
      PRINT ("'command':'ams_change_filament','target':1,'curr_temp':-1,'tar_temp':250") },
    { "01P0000", "01.02.99.10", "", ask_load,
      PRINT ("'command':'ams_change_filament','ams_id':0,'slot_id':1,'target':1,'curr_temp':-1,"
             "'tar_temp':250") },
    { "01P0000", "01.02.99.09", "'ams':{'tray_now':'1'}", ask_unload,
      PRINT ("'command':'unload_filament'") },
    { "00M0000", "01.05.06.00", "", ask_load,
      PRINT ("'command':'ams_change_filament','target':1,'curr_temp':-1,'tar_temp':250") },
    { "00M0000", "01.05.06.01", "", ask_load,
      PRINT ("'command':'ams_change_filament','ams_id':0,'slot_id':1,'target':1,'curr_temp':-1,"
             "'tar_temp':250") },
    { "01P0000", "01.08.00.99", "", ask_read_tag, GCODE ("M620 R1\\n") },
    { "01P0000", "01.08.01.00", "", ask_read_tag,
      PRINT ("'command':'ams_get_rfid','ams_id':0,'slot_id':1") },
    { "0390000", "01.05.99.00", "", ask_read_tag, GCODE ("M620 R1\\n") },
    { "00M0000", "01.08.05.00", "", ask_read_tag, GCODE ("M620 R1\\n") },
    { "03W0000", "01.01.02.00", "", ask_chamber, GCODE ("M141 S50\\n") },
    { "03W0000", "01.01.02.00", "", ask_chamber_over, GCODE ("M141 S60\\n") },
    { "03W0000", "01.01.02.00", "", ask_nozzle_over, GCODE ("M104 S320\\n") },
    { "01P0000", "01.02.99.09", "'ams':{'tray_now':'254'}", ask_unload,
      PRINT ("'command':'unload_filament'") },
    { "01P0000", "01.08.02.00", "'ams':{'tray_now':'254'}", ask_unload,
      PRINT ("'command':'ams_change_filament','ams_id':255,'slot_id':255,'target':255,"
             "'curr_temp':210,'tar_temp':210") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (BambuPrinter) printer = bambu_printer_new (CASES[i].serial, NULL);
      g_autofree char *versions = g_strdup_printf (
          "{'info':{'command':'get_version','module':[{'name':'ota','sw_ver':'%s'}]}}",
          CASES[i].firmware);
      g_autoptr (BambuRequest) request = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      apply (printer, fixture_frame (versions));
      apply (printer,
             fixture_status ("'gcode_state':'IDLE','vt_tray':{'id':'254'},'ams':{'ams':[" UNIT (
                                 "0", "1001") "],'tray_now':'255'}",
                             TRUE));
      apply (printer, fixture_status (CASES[i].fields, FALSE));
      request = CASES[i].make (printer, &error);
      g_assert_no_error (error);
      text = render (request);
      g_assert_cmpstr (text, ==, CASES[i].expected);
    }
}

ASK (extrude_nothing, extrude (printer, 0, 0, error))
ASK (jog_nowhere, jog (printer, BAMBU_AXIS_X, 0, error))
ASK (skip_none, skip (printer, OBJECTS, 0, error))
ASK (answer_other, answer (printer, "0300-8004", BAMBU_ERROR_ANSWER_IGNORE, error))
ASK (answer_rubbish, answer (printer, "rubbish", BAMBU_ERROR_ANSWER_IGNORE, error))
ASK (answer_none, answer (printer, "0000-0000", BAMBU_ERROR_ANSWER_IGNORE, error))
ASK (upgrade_other, upgrade (printer, "01.09.00.00", error))
ASK (calibrate_nothing, calibrate (printer, 0, error))
ASK (nozzle_huge, nozzle_kind (printer, 99, "hardened_steel", error))
ASK (gcode_none, gcode (printer, "", error))
ASK (load_first, load (printer, peek_tray (printer, 0, 0), error))
ASK (filament_first, filament (printer, peek_tray (printer, 0, 0), &CHOICE, error))
ASK (k_profile_empty, k_profile (printer, peek_tray (printer, 0, 2), 1, error))
ASK (tag_external, read_tag (printer, peek_external (printer, 0), error))

static BambuRequest *
ask_gcode_long (BambuPrinter *printer, GError **error)
{
  g_autofree char *lines = g_strnfill (1001, 'G');

  return bambu_command_gcode (printer, lines, error);
}

static BambuRequest *
ask_bad_colour (BambuPrinter *printer, GError **error)
{
  BambuFilamentChoice choice = CHOICE;

  choice.colour = "11223\"FF";

  return bambu_command_filament (printer, peek_tray (printer, 0, 1), &choice, error);
}

/* What the state of the moment or sense forbids. */
static void
test_refusals (void)
{
  static const struct
  {
    Model model;
    const char *fields;
    BambuRequest *(*make) (BambuPrinter *, GError **);
    const char *expected;
  } CASES[] = {
    { P1S, "'gcode_state':'PAUSE','job_attr':32", ask_resume, NOT_ABLE_AS ("laser") },
    { P1S, PAUSED "," FAULT ",'job_attr':32", ask_answer_resume, NOT_ABLE_AS ("laser") },
    { P1S, RUNNING "," FAULT, ask_answer_resume, NOT_NOW_AS ("not-paused") },
    { P1S, "'gcode_state':'IDLE'," FAULT, ask_answer_stop, NOT_NOW_AS ("no-job") },
    { P1S, FAULT, ask_answer_other, NOT_NOW_AS ("passed") },
    { P1S, FAULT, ask_answer_rubbish, NOT_NOW_AS ("passed") },
    { P1S, "'print_error':0", ask_answer_none, NOT_NOW_AS ("passed") },
    { P1S, "'nozzle_temper':169", ask_extrude, NOT_NOW_AS ("cold") },
    { P1S, "'nozzle_temper':null", ask_extrude, NOT_NOW_AS ("cold") },
    { P1S, NULL, ask_extrude_nothing, NOT_ABLE_AS ("invalid") },
    { P1S, NULL, ask_jog_nowhere, NOT_ABLE_AS ("invalid") },
    { P1S, RUNNING, ask_skip_none, NOT_ABLE_AS ("invalid") },
    { P1S, OFFER, ask_upgrade_other, NOT_NOW_AS ("not-offered") },
    { P1S, NULL, ask_upgrade, NOT_NOW_AS ("not-offered") },
    { P1S, "'upgrade_state':{'new_version_state':2,'ota_new_version_number':'01.02.00.00'}",
      ask_upgrade, NOT_NOW_AS ("not-offered") },
    { P1S, NULL, ask_calibrate_nothing, NOT_ABLE },
    { P1S, NULL, ask_nozzle_huge, NOT_ABLE_AS ("invalid") },
    { P1S, NULL, ask_gcode_none, NOT_ABLE_AS ("invalid") },
    { P1S, NULL, ask_gcode_long, NOT_ABLE_AS ("invalid") },
    { P1S, NULL, ask_bad_colour, NOT_ABLE_AS ("invalid") },
    { P1S, NULL, ask_unload, NOT_NOW_AS ("not-loaded") },
    { P1S, "'ams':{'tray_now':'0'}", ask_load_first, NOT_NOW_AS ("loaded") },
    { P1S, "'ams':{'tray_now':'0'}", ask_read_tag, NOT_NOW_AS ("ams-loaded") },
    { P1S, "'ams':{'tray_now':'0'}," RUNNING, ask_filament_first, NOT_NOW_AS ("in-use") },
    { P1S, NULL, ask_k_profile_empty, NOT_NOW_AS ("not-identified") },
    { P1S, NULL, ask_tag_external, NOT_ABLE },
    { P1S,
      "'ams':{'ams':[{'id':'0','tray':[{'id':'1','tray_uuid':'5F3D8925633343C29FB9A97FA9125971'}]}]"
      "}",
      ask_filament, NOT_ABLE_AS ("tagged") },
    { H2D, "'ams':{'ams':[{'id':'0','info':'1E03'}]}", ask_load, NOT_NOW_AS ("not-connected") },
    { H2D, "'ams':{'ams':[{'id':'128','dry_sf_reason':[1]}]}", ask_dry, NOT_NOW_AS ("dryer") },
    { H2D, DRYING, ask_dry, NOT_NOW_AS ("dryer") },
    { H2D, "'ams':{'ams':[{'id':'128','info':'2001'}]}", ask_dry, NOT_ABLE },
    { H2D, "'fun2':'11'", ask_dry, NOT_ABLE },
    { H2D, NULL, ask_stop_drying, NOT_NOW_AS ("not-drying") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *text = ask (CASES[i].model, CASES[i].fields, CASES[i].make);

      g_test_message ("%u: %s", i, CASES[i].fields);
      g_assert_cmpstr (text, ==, CASES[i].expected);
    }

  /* Firmware that lets one edit while printing. */
  {
    g_autofree char *text =
        ask (P1S, "'ams':{'tray_now':'0'},'flag3':8," RUNNING, ask_filament_first);

    g_assert_true (g_str_has_prefix (text, "0 "));
  }
}

/* No hotter than all stand that is known to be in the unit; hotter than the unit can is as hot as
 * it can. */
static void
test_dry_limit (void)
{
  static const struct
  {
    const char *trays;
    int celsius;
    int limit; /* 0: it is dried */
  } CASES[] = {
    { TRAYS, 99, 55 },
    { TRAYS, 56, 55 },
    { TRAYS, 55, 0 },
    { "[{'id':'0'}," TRAY ("1", "PETG", "GFG99", "230", "270") "]", 99, 0 },
    { "[" TRAY ("0", "PETG", "GFG99", "230", "270") "," TRAY ("1", "EVA", "GFR99", "175",
                                                              "220") "]",
      46, 45 },
    { "[{'id':'0'}," TRAY ("1", "TPU-AMS", "GFU02", "200", "250") "]", 65, 0 },
    { "[{'id':'0'}," TRAY ("1", "NOBODY KNOWS", "P1234567", "260", "300") "]", 99, 0 },
    { "[{'id':'0'},{'id':'1'}]", 99, 0 },
  };
  g_autoptr (BambuPrinter) printer = new_printer (H2D);
  BambuAms *unit = bambu_printer_find_unit (printer, 0);

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *fields =
          g_strdup_printf ("'ams':{'ams':[{'id':'0','tray':%s}]}", CASES[i].trays);
      g_autoptr (GError) error = NULL;
      g_autoptr (BambuRequest) request = NULL;

      g_test_message ("%d °C: %s", CASES[i].celsius, CASES[i].trays);
      apply (printer, fixture_status (fields, FALSE));
      request = bambu_command_dry (printer, unit, "PLA", CASES[i].celsius, 8, FALSE, &error);

      if (CASES[i].limit == 0)
        {
          g_assert_no_error (error);
          g_assert_cmpfloat (request->value, ==, MIN (CASES[i].celsius, 65));
          continue;
        }

      g_assert_error (error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_NOT_NOW);
      g_assert_cmpint (bambu_printer_error_get_obstacle (error), ==, BAMBU_OBSTACLE_SOFT);
      g_assert_cmpint (bambu_printer_error_get_number (error), ==, CASES[i].limit);
    }
}

/* A job is without 64 objects at most, those of before included. */
static void
test_skip_limit (void)
{
  g_autoptr (BambuPrinter) printer = new_printer (P1S);
  g_autoptr (GString) fields = g_string_new (RUNNING ",'s_obj':[1");
  g_autoptr (GError) error = NULL;

  for (int i = 2; i <= 62; i++)
    g_string_append_printf (fields, ",%d", i);
  g_string_append (fields, "]");
  apply (printer, fixture_status (fields->str, FALSE));
  g_assert_true (bambu_printer_is_object_skipped (printer, 62));
  g_assert_false (bambu_printer_is_object_skipped (printer, 63));

  {
    g_autoptr (BambuRequest) request = ask_skip (printer, &error);

    g_assert_no_error (error);
  }

  g_string_truncate (fields, fields->len - 1);
  g_string_append (fields, ",63]");
  apply (printer, fixture_status (fields->str, FALSE));
  g_assert_null (ask_skip (printer, &error));
  g_assert_error (error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_NOT_ABLE);
}

/* What a question to the user names before the command is sent. */
static void
test_change_facts (void)
{
  g_autoptr (BambuPrinter) single = new_printer (P1S);
  g_autoptr (BambuPrinter) dual = new_printer (H2D);
  BambuTray *tray = bambu_printer_find_tray (single, 0, 1);

  g_assert_cmpint (bambu_printer_find_extruder_of (single, tray), ==, 0);
  g_assert_cmpint (
      bambu_printer_find_extruder_of (single, bambu_printer_find_tray (single, 255, 0)), ==, 0);
  g_assert_cmpint (bambu_printer_find_extruder_of (dual, bambu_printer_find_tray (dual, 0, 1)), ==,
                   1);
  g_assert_cmpint (bambu_printer_find_extruder_of (dual, bambu_printer_find_tray (dual, 254, 0)),
                   ==, 1);

  g_assert_cmpint (bambu_printer_get_change_heat (single, 0, tray), ==, 250);
  g_assert_cmpint (bambu_printer_get_change_heat (single, 0, NULL), ==, 210);
  g_assert_false (bambu_printer_is_ams_loaded (single));

  apply (single,
         fixture_status ("'ams':{'tray_now':'255','tray_tar':'1'},'ams_status':258", FALSE));
  g_assert_true (bambu_printer_find_change_target (single) == tray);

  apply (single, fixture_status (MODELS[P1S].loaded, FALSE));
  g_assert_true (bambu_printer_is_ams_loaded (single));
  /* What is in the nozzle has to melt, too. */
  g_assert_cmpint (
      bambu_printer_get_change_heat (single, 0, bambu_printer_find_tray (single, 0, 0)), ==, 250);
  g_assert_cmpint (bambu_printer_get_change_heat (single, 0, NULL), ==, 250);

  apply (single, fixture_status ("'ams':{'tray_tar':'255'}", FALSE));
  g_assert_null (bambu_printer_find_change_target (single));

  apply (single, fixture_status ("'ams_status':0,'ams':{'tray_tar':'1'}", FALSE));
  g_assert_null (bambu_printer_find_change_target (single));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  for (guint i = 0; i < G_N_ELEMENTS (ROWS); i++)
    {
      g_autofree char *path = g_strdup_printf ("/command/table/%s", ROWS[i].name);

      g_test_add_data_func (path, &ROWS[i], test_table);
    }

  g_test_add_func ("/command/states", test_states);
  g_test_add_func ("/command/upgrading", test_upgrading);
  g_test_add_func ("/command/change-facts", test_change_facts);
  g_test_add_func ("/command/rights", test_rights);
  g_test_add_func ("/command/older-forms", test_older_forms);
  g_test_add_func ("/command/refusals", test_refusals);
  g_test_add_func ("/command/dry-limit", test_dry_limit);
  g_test_add_func ("/command/skip-limit", test_skip_limit);

  return g_test_run ();
}
