/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a report costs from bytes to notified properties, beside what two parsers need for the same
 * bytes alone. */
#include <json-glib/json-glib.h>
#include <locale.h>

#include "bambu/printer/bambu-printer.h"
#include "bench-table.h"

#define ROUNDS 200
#define CALM 10    /* percentile of the rounds that is taken: less of what else runs */
#define REPEATS 20 /* in a round, each with the other one of two messages */

typedef struct
{
  GBytes *messages[2];
  BambuPrinter *printer;
} Case;

static guint n_notified;

static void
on_notify (void)
{
  n_notified++;
}

/* As a window listens. */
static void
listen (gpointer object)
{
  g_signal_connect (object, "notify", G_CALLBACK (on_notify), NULL);

  if (BAMBU_IS_EXTRUDER (object))
    listen (bambu_extruder_get_heater (object));

  if (G_IS_LIST_MODEL (object))
    for (guint i = 0; i < g_list_model_get_n_items (object); i++)
      {
        g_autoptr (GObject) item = g_list_model_get_item (object, i);

        listen (item);
      }
}

static void
add_tray (GString *text, guint unit, guint slot, guint round)
{
  g_string_append_printf (
      text,
      "%s{\"bed_temp\":\"0\",\"bed_temp_type\":\"0\",\"cali_idx\":-1,\"cols\":[\"%02X5533FF\"],"
      "\"ctype\":0,\"drying_temp\":\"55\",\"drying_time\":\"8\",\"id\":\"%u\","
      "\"nozzle_temp_max\":\"230\",\"nozzle_temp_min\":\"190\",\"remain\":%u,\"state\":11,"
      "\"tag_uid\":\"A1B2C3D4%04X0100\",\"total_len\":330000,\"tray_color\":\"%02X5533FF\","
      "\"tray_diameter\":\"1.75\",\"tray_id_name\":\"A00-K0\",\"tray_info_idx\":\"GFA00\","
      "\"tray_sub_brands\":\"PLA Basic\",\"tray_type\":\"PLA\","
      "\"tray_uuid\":\"00112233445566778899AABB%08X\",\"tray_weight\":\"1000\","
      "\"xcam_info\":\"803E803EE803E803CDCC4C3F\"}",
      slot ? "," : "", unit * 16 + slot, slot, unit == 0 && slot == 0 ? 50 + round : 80,
      unit * 4 + slot, unit * 16 + slot, unit * 4 + slot);
}

static void
add_unit (GString *text, guint number, guint round)
{
  gboolean is_ht = number >= 4;
  guint id = is_ht ? 128 + number - 4 : number;

  g_string_append_printf (text,
                          "%s{\"dry_time\":0,\"humidity\":\"5\",\"humidity_raw\":\"%u\","
                          "\"id\":\"%u\",\"info\":\"%s\",\"temp\":\"2%u.%u\",\"tray\":[",
                          number ? "," : "", 10 + number, id, is_ht ? "2004" : "2003", number % 10,
                          round);
  for (guint slot = 0; slot < (is_ht ? 1 : 4); slot++)
    add_tray (text, number, slot, round);
  g_string_append (text, "]}");
}

/* A printer at work with two extruders: what is read, and about as much that is not. */
static GBytes *
make_report (guint n_units, gsize size, guint round)
{
  GString *text = g_string_new ("{\"print\":{");
  gsize length;

  g_string_append_printf (
      text,
      "\"3D\":{\"layer_num\":%u,\"total_layer_num\":200},\"ams_rfid_status\":0,\"ams_status\":768,"
      "\"ap_err\":0,\"aux\":\"2001004\",\"aux_part_fan\":false,\"batch_id\":0,"
      "\"bed_target_temper\":70.0,\"bed_temper\":%u.0,\"big_fan1_speed\":\"0\","
      "\"big_fan2_speed\":\"4\",\"cali_version\":0,\"canvas_id\":0,\"cfg\":\"3C5FDAD9\","
      "\"chamber_temper\":36.0,\"command\":\"push_status\",\"cooling_fan_speed\":\"%u\","
      "\"ctt\":0.0,\"design_id\":\"1000\",\"err\":\"0\",\"fail_reason\":\"0\",\"fan_gear\":%u,"
      "\"file\":\"/data/Metadata/plate_1.gcode\",\"force_upgrade\":false,\"fun\":\"18FFF9CFF\","
      "\"gcode_file\":\"/data/Metadata/plate_1.gcode\",\"gcode_file_prepare_percent\":\"100\","
      "\"gcode_state\":\"RUNNING\",\"heatbreak_fan_speed\":\"15\",\"home_flag\":-1066934785,"
      "\"hw_switch_state\":1,\"layer_num\":%u,\"maintain\":3,\"mc_action\":0,\"mc_err\":0,"
      "\"mc_percent\":%u,\"mc_print_error_code\":\"0\",\"mc_print_stage\":\"2\","
      "\"mc_print_sub_stage\":0,\"mc_remaining_time\":%u,\"mc_stage\":2,\"model_id\":\"US0\","
      "\"msg\":0,\"nozzle_diameter\":\"0.4\",\"nozzle_target_temper\":245.0,"
      "\"nozzle_temper\":24%u.0,\"nozzle_type\":\"stainless_steel\",\"percent\":6,\"plate_cnt\":1,"
      "\"plate_id\":1,\"plate_idx\":1,\"print_error\":0,\"print_type\":\"local\",\"profile_id\":"
      "\"\",\"project_id\":\"0\",\"queue\":0,\"queue_est\":0,\"s_obj\":[],\"sdcard\":true,"
      "\"sequence_id\":\"20%u1\",\"spd_lvl\":2,\"spd_mag\":100,\"stat\":\"16382181F0\",\"state\":4,"
      "\"stg\":[29,13,4,8,14,1,3,39],\"stg_cur\":0,\"subtask_name\":\"A bracket, third try\","
      "\"task_id\":\"9012\",\"total_layer_num\":200,\"wifi_signal\":\"-4%udBm\",",
      10 + round, 69 + round, round, 5373952 + round, 10 + round, 6 + round, 549 - round, round,
      round, 5 + round);
  g_string_append_printf (
      text,
      "\"device\":{\"airduct\":{\"modeCur\":0,\"modeList\":[{\"ctrl\":[16,32,48],\"modeId\":0,"
      "\"off\":[96]},{\"ctrl\":[16],\"modeId\":1,\"off\":[32,48]}],\"parts\":[{\"func\":0,\"id\":"
      "16,\"range\":6553600,\"state\":0},{\"func\":1,\"id\":32,\"range\":6553600,\"state\":0},"
      "{\"func\":2,\"id\":48,\"range\":6553600,\"state\":30},{\"func\":3,\"id\":96,\"range\":"
      "6553600,\"state\":0}]},\"bed\":{\"info\":{\"temp\":%u},\"state\":2},\"bed_temp\":%u,"
      "\"cam\":{\"laser\":{\"cond\":252,\"state\":0}},\"ctc\":{\"info\":{\"temp\":35},\"state\":0},"
      "\"ext_tool\":{\"calib\":0,\"mount\":1,\"th_temp\":29,\"type\":\"\"},\"extruder\":{\"info\":"
      "[{\"filam_bak\":[48],\"hnow\":0,\"hpre\":0,\"htar\":0,\"id\":0,\"info\":79,\"snow\":259,"
      "\"spre\":259,\"star\":259,\"stat\":197376,\"temp\":%u},{\"filam_bak\":[10],\"hnow\":1,"
      "\"hpre\":1,\"htar\":1,\"id\":1,\"info\":8,\"snow\":65279,\"spre\":65279,\"star\":65279,"
      "\"stat\":0,\"temp\":47}],\"state\":2},\"nozzle\":{\"exist\":3,\"info\":[{\"diameter\":0.4,"
      "\"id\":0,\"tm\":0,\"type\":\"HS01\",\"wear\":0},{\"diameter\":0.4,\"id\":1,\"tm\":0,"
      "\"type\":\"HS01\",\"wear\":0}],\"state\":0},\"plate\":{\"base\":4,\"cur_id\":\"P0101\"},"
      "\"type\":1},\"hms\":[],\"ipcam\":{\"ipcam_dev\":\"1\",\"ipcam_record\":\"enable\","
      "\"resolution\":\"1080p\",\"rtsp_url\":\"disable\",\"timelapse\":\"disable\","
      "\"tutk_server\":\"enable\"},\"lights_report\":[{\"mode\":\"on\",\"node\":\"chamber_light\"},"
      "{\"mode\":\"flashing\",\"node\":\"work_light\"}],\"net\":{\"conf\":16,\"info\":[{\"ip\":"
      "1644210368,\"mask\":16777215},{\"ip\":0,\"mask\":0}]},\"online\":{\"ahb\":true,\"ext\":true,"
      "\"version\":8},\"upgrade_state\":{\"consistency_request\":false,\"dis_state\":0,\"err_"
      "code\":"
      "0,\"idx\":8,\"message\":\"\",\"module\":\"\",\"new_version_state\":2,\"progress\":\"0\","
      "\"status\":\"IDLE\"},\"upload\":{\"file_size\":0,\"message\":\"Good\",\"progress\":0,"
      "\"status\":\"idle\"},\"xcam\":{\"buildplate_marker_detector\":true,\"print_halt\":true,"
      "\"halt_print_sensitivity\":\"medium\",\"spaghetti_detector\":true},\"vir_slot\":[",
      (70u << 16) + 69 + round, (70u << 16) + 69 + round, (245u << 16) + 240 + round);
  add_tray (text, 15, 0, 0);
  g_string_append (text, "],\"ams\":{\"ams\":[");
  for (guint unit = 0; unit < n_units; unit++)
    add_unit (text, unit, round);
  g_string_append (
      text, "],\"ams_exist_bits\":\"fff\",\"tray_exist_bits\":\"ffffff\",\"tray_is_bbl_bits\":"
            "\"ffffff\",\"tray_now\":\"3\",\"tray_pre\":\"3\",\"tray_read_done_bits\":\"ffffff\","
            "\"tray_reading_bits\":\"0\",\"tray_tar\":\"3\",\"version\":275305},\"job\":{");

  /* What is to be made, step by step; nobody reads it. */
  g_string_append (text, "\"cur_stage\":{\"idx\":0,\"state\":2},\"stage\":[");
  for (guint step = 0; text->len + 300 < size; step++)
    g_string_append_printf (text,
                            "%s{\"clock_in\":false,\"color\":[\"\",\"\"],\"diameter\":[0.4,0.4],"
                            "\"est_time\":0,\"idx\":%u,\"platform\":\"\",\"proc_list\":[],\"tool\":"
                            "[\"HS01\",\"HS01\"],\"type\":2}",
                            step ? "," : "", step);
  g_string_append (text, "]}}}");

  length = text->len;

  return g_bytes_new_take (g_string_free (text, FALSE), length);
}

static GBytes *
make_delta (guint round)
{
  g_autofree char *text = g_strdup_printf (
      "{\"print\":{\"bed_temper\":%u.0,\"nozzle_temper\":24%u.0,\"wifi_signal\":\"-4%udBm\","
      "\"mc_percent\":%u,\"mc_remaining_time\":%u,\"layer_num\":%u,\"device\":{\"bed\":{\"info\":"
      "{\"temp\":%u}}},\"ams\":{\"tray_now\":\"3\",\"version\":%u},\"cooling_fan_speed\":\"%u\","
      "\"command\":\"push_status\",\"msg\":1,\"sequence_id\":\"30%u1\",\"t_utc\":17488824191%u7}}",
      68 + round, 2 + round, 2 + round, 20 + round, 300 - round, 30 + round,
      (70u << 16) + 60 + round, 20 + round, 1 + round, round, round);

  return g_bytes_new (text, strlen (text));
}

static void
apply (const Case *self, guint i)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (self->messages[i % 2], &size);
  g_autoptr (BambuFrame) frame = bambu_frame_parse (data, size, NULL);

  bambu_printer_apply (self->printer, frame);
}

static void
copy_with_yyjson (const Case *self, guint i)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (self->messages[i % 2], &size);
  yyjson_doc *document = yyjson_read (data, size, 0);
  yyjson_mut_doc *copy = yyjson_doc_mut_copy (document, NULL);

  yyjson_mut_doc_free (copy);
  yyjson_doc_free (document);
}

static void
parse_with_json_glib (const Case *self, guint i)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize size;
  const char *data = g_bytes_get_data (self->messages[i % 2], &size);

  json_parser_load_from_data (parser, data, size, NULL);
}

typedef void (*Work) (const Case *self, guint i);

/* Microseconds of one run, of a round's REPEATS; the caches are warm as after the last report. */
static double
time_round (const Case *self, Work work)
{
  gint64 begin;

  work (self, 0);
  work (self, 1);
  begin = g_get_monotonic_time ();

  for (guint i = 0; i < REPEATS; i++)
    work (self, i);

  return (double) (g_get_monotonic_time () - begin) / REPEATS;
}

static void
add_figure (const char *figure, double measured, double reference, double budget)
{
  g_autofree char *measured_text = g_strdup_printf ("%.1f µs", measured);
  g_autofree char *reference_text = g_strdup_printf ("%.1f µs", reference);
  g_autofree char *budget_text = g_strdup_printf ("%.2f of %.1f", measured / reference, budget);

  bench_table_add (figure, measured_text, reference_text, budget_text,
                   measured <= budget * reference);
}

/* Rounds take turns, so that all have the same machine; of each the calm ones count. */
static void
compare (const char *name, Case *full, Case *delta)
{
  GArray *times[4];
  g_autofree char *yyjson_figure = g_strdup_printf ("%s beside yyjson's parse and copy", name);
  g_autofree char *json_glib_figure = g_strdup_printf ("%s beside json-glib's parse", name);
  double full_time;

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    times[i] = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < ROUNDS; i++)
    {
      double round[] = {
        time_round (full, apply),
        time_round (full, copy_with_yyjson),
        time_round (full, parse_with_json_glib),
        delta ? time_round (delta, apply) : 0,
      };

      for (guint j = 0; j < G_N_ELEMENTS (round); j++)
        g_array_append_val (times[j], round[j]);
    }

  full_time = bench_percentile (times[0], CALM);
  add_figure (yyjson_figure, full_time, bench_percentile (times[1], CALM), 5);
  add_figure (json_glib_figure, full_time, bench_percentile (times[2], CALM), 0.2);
  if (delta)
    add_figure ("delta of 300 bytes beside that report", bench_percentile (times[3], CALM),
                full_time, 0.3);

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    g_array_unref (times[i]);
}

static void
run (const char *name, guint n_units, gsize size, gboolean with_delta)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("09400000000000A", NULL);
  Case full = { { make_report (n_units, size, 0), make_report (n_units, size, 1) }, printer };
  Case delta = { { make_delta (0), make_delta (1) }, printer };

  apply (&full, 0);

  listen (printer);
  listen (bambu_printer_get_job (printer));
  listen (bambu_printer_get_bed (printer));
  listen (bambu_printer_get_chamber (printer));
  listen (bambu_printer_get_extruders (printer));
  listen (bambu_printer_get_fans (printer));
  listen (bambu_printer_get_lights (printer));
  listen (bambu_printer_get_ams_units (printer));
  listen (bambu_printer_get_external_trays (printer));

  n_notified = 0;
  apply (&full, 1);
  g_print ("# %s: %" G_GSIZE_FORMAT " bytes, %u properties change", name,
           g_bytes_get_size (full.messages[0]), n_notified);
  n_notified = 0;
  apply (&delta, 0);
  apply (&delta, 1);
  g_print ("; delta: %" G_GSIZE_FORMAT " bytes, %u\n", g_bytes_get_size (delta.messages[0]),
           n_notified);

  compare (name, &full, with_delta ? &delta : NULL);

  for (guint i = 0; i < 2; i++)
    {
      g_bytes_unref (full.messages[i]);
      g_bytes_unref (delta.messages[i]);
    }
}

int
main (void)
{
  setlocale (LC_ALL, "");

  run ("report of 12 kB", 2, 12000, TRUE);
  run ("report of 30 kB", 12, 30000, FALSE);

  return bench_table_finish ();
}
