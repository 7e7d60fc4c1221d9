/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-fixture.h"

/* What printers of different models do when they are told something, and what they answer. */

#define IDLE -1
#define PRINTING 40

#define P SIM_PRINT
#define S SIM_SYSTEM
#define GCODE SIM_GCODE
#define X(command) "{'xcam':{'sequence_id':'20001'," command "}}"
#define C(command) "{'camera':{'sequence_id':'20001'," command "}}"

#define GOOD "success"
#define BAD "fail"
#define NOTHING NULL

static const struct
{
  const char *name;
  const char *profile;
  int percent; /* of a job, or IDLE */
  const char *request;
  const char *result; /* of the answer */
  double seconds;
  const char *path;
  const char *expected;
} rows[] = {
  /* Job */
  { "pause", "P1S", PRINTING, P ("'command':'pause','param':''"), GOOD, 3, "gcode_state", "PAUSE" },
  { "pause-takes-time", "P1S", PRINTING, P ("'command':'pause','param':''"), GOOD, 1, "gcode_state",
    "RUNNING" },
  { "pause-stage", "X1C", PRINTING, P ("'command':'pause','param':''"), GOOD, 3, "stg_cur", "16" },
  { "pause-idle", "P1S", IDLE, P ("'command':'pause','param':''"), BAD, 3, "gcode_state", "IDLE" },
  { "resume-running", "H2D", PRINTING, P ("'command':'resume','param':''"), BAD, 3, "gcode_state",
    "RUNNING" },
  { "stop", "A1 mini", PRINTING, P ("'command':'stop','param':''"), GOOD, 3, "gcode_state",
    "FAILED" },
  { "stop-error", "A1 mini", PRINTING, P ("'command':'stop','param':''"), GOOD, 3, "print_error",
    "50348044" },
  { "stop-error-goes", "A1 mini", PRINTING, P ("'command':'stop','param':''"), GOOD, 6,
    "print_error", "0" },
  { "speed", "P1S", PRINTING, P ("'command':'print_speed','param':'4'"), GOOD, 0, "spd_mag",
    "166" },
  { "speed-idle", "P1S", IDLE, P ("'command':'print_speed','param':'4'"), BAD, 0, "spd_lvl", "2" },
  { "speed-wrong", "P1S", PRINTING, P ("'command':'print_speed','param':'5'"), BAD, 0, "spd_lvl",
    "2" },
  { "skip", "H2D", PRINTING, P ("'command':'skip_objects','obj_list':[45,67]"), "SUCCESS", 0,
    "s_obj", "[45,67]" },
  { "skip-all", "P2S", PRINTING, P ("'command':'skip_objects','obj_list':[1,2,3,4,5,6,7,8]"), BAD,
    0, "s_obj", "[]" },
  { "skip-idle", "P2S", IDLE, P ("'command':'skip_objects','obj_list':[1]"), BAD, 0, "s_obj",
    "[]" },
  { "calibrate", "P1S", IDLE, P ("'command':'calibration','option':6"), GOOD, 13, "stg_cur", "1" },
  { "calibrate-ends", "P1S", IDLE, P ("'command':'calibration','option':6"), GOOD, 60,
    "gcode_state", "FINISH" },
  { "calibrate-printing", "P1S", PRINTING, P ("'command':'calibration','option':6"), BAD, 0,
    "gcode_state", "RUNNING" },
  { "calibrate-no-lidar", "P1S", IDLE, P ("'command':'calibration','option':1"), BAD, 0,
    "gcode_state", "IDLE" },
  { "calibrate-lidar", "X1C", IDLE, P ("'command':'calibration','option':1"), GOOD, 13, "stg_cur",
    "12" },
  { "calibrate-offset", "H2D", IDLE, P ("'command':'calibration','option':16"), "SUCCESS", 13,
    "stg_cur", "39" },
  { "calibrate-file", "X1C", IDLE,
    P ("'command':'gcode_file','param':'/usr/etc/print/auto_cali_for_user.gcode'"), GOOD, 1,
    "gcode_state", "RUNNING" },
  { "gcode-file", "A1 mini", IDLE, P ("'command':'gcode_file','param':'/cube.gcode'"), BAD, 1,
    "gcode_state", "IDLE" },

  /* Heat */
  { "bed", "P2S", IDLE, P ("'command':'set_bed_temp','temp':60"), GOOD, 0, "bed_target_temper",
    "60.0" },
  { "bed-clamped", "P2S", IDLE, P ("'command':'set_bed_temp','temp':150"), GOOD, 0,
    "bed_target_temper", "110.0" },
  { "bed-unknown-to-p1s", "P1S", IDLE, P ("'command':'set_bed_temp','temp':60"), NOTHING, 0,
    "bed_target_temper", "0.0" },
  { "bed-unknown-to-x1c", "X1C", IDLE, P ("'command':'set_bed_temp','temp':60"), NOTHING, 0,
    "bed_target_temper", "0.0" },
  { "bed-seed", "P2S", IDLE, P ("'command':'set_bed_temp','param':'60'"), BAD, 0,
    "bed_target_temper", "0.0" },
  { "bed-gcode", "P1S", IDLE, GCODE ("M140 S60\\n"), GOOD, 0, "bed_target_temper", "60.0" },
  { "bed-gcode-clamped", "A1 mini", IDLE, GCODE ("M140 S100\\n"), GOOD, 0, "bed_target_temper",
    "80.0" },
  { "nozzle", "H2D", IDLE, P ("'command':'set_nozzle_temp','extruder_index':1,'target_temp':220"),
    "SUCCESS", 0, "device.extruder.info.1.temp", "14417946" },
  { "nozzle-unknown", "P1S", IDLE,
    P ("'command':'set_nozzle_temp','extruder_index':0,'target_temp':220"), NOTHING, 0,
    "nozzle_target_temper", "0.0" },
  { "nozzle-no-such", "P2S", IDLE,
    P ("'command':'set_nozzle_temp','extruder_index':1,'target_temp':220"), BAD, 0,
    "nozzle_target_temper", "0.0" },
  { "nozzle-gcode", "P1S", IDLE, GCODE ("M104 S220\\n"), GOOD, 0, "nozzle_target_temper", "220.0" },
  { "nozzle-gcode-other", "H2D", IDLE, GCODE ("M104 S220 T1\\n"), "SUCCESS", 0,
    "device.extruder.info.1.temp", "14417946" },
  { "nozzle-clamped", "A1 mini", IDLE, GCODE ("M104 S999\\n"), GOOD, 0, "nozzle_target_temper",
    "300.0" },
  { "nozzle-below-nothing", "A1 mini", IDLE, GCODE ("M104 S-20\\n"), GOOD, 0,
    "nozzle_target_temper", "0.0" },
  { "gcode-unended", "P1S", IDLE, GCODE ("M104 S220"), GOOD, 0, "nozzle_target_temper", "0.0" },
  { "gcode-comment", "P1S", IDLE, GCODE ("; M104 S220\\nm140s50 ; warm\\n"), GOOD, 0,
    "bed_target_temper", "50.0" },
  { "gcode-nonsense", "P1S", IDLE, GCODE ("?!\\nM104 SNAN\\nM140 Sinf\\nM9999 P1\\n"), GOOD, 0,
    "nozzle_target_temper", "0.0" },
  { "chamber", "H2S", IDLE, P ("'command':'set_ctt','ctt_val':50"), "SUCCESS", 0, "ctt", "50.0" },
  { "chamber-low", "H2S", IDLE, P ("'command':'set_ctt','ctt_val':30"), "SUCCESS", 0, "ctt",
    "0.0" },
  { "chamber-clamped", "X1E", IDLE, P ("'command':'set_ctt','ctt_val':80"), GOOD, 0, "ctt",
    "60.0" },
  { "chamber-none", "P2S", IDLE, P ("'command':'set_ctt','ctt_val':50"), NOTHING, 0,
    "device.ctc.info.temp", "25" },
  { "chamber-gcode", "X1E", IDLE, GCODE ("M141 S50\\n"), GOOD, 0, "ctt", "50.0" },
  { "chamber-gcode-airduct", "H2D", IDLE, GCODE ("M145 P1\\nM141 S50\\n"), "SUCCESS", 3,
    "device.airduct.modeCur", "1" },

  /* Air */
  { "fan-gcode", "P1S", IDLE, GCODE ("M106 P2 S128\\n"), GOOD, 0, "big_fan1_speed", "8" },
  { "fan-off", "X1C", PRINTING, GCODE ("M106 P1 S0\\n"), GOOD, 5, "cooling_fan_speed", "0" },
  { "fan-not-fitted", "A1", IDLE, GCODE ("M106 P2 S128\\n"), GOOD, 0, "big_fan1_speed", "0" },
  { "fan", "P2S", IDLE, P ("'command':'set_fan','fan_index':10,'speed':255"), GOOD, 0,
    "device.airduct.parts.2.state", "100" },
  { "fan-unknown", "P1S", IDLE, P ("'command':'set_fan','fan_index':1,'speed':255"), NOTHING, 0,
    "cooling_fan_speed", "0" },
  { "fan-automatic", "H2D", IDLE, P ("'command':'set_fan','fan_index':6,'speed':255"), BAD, 0,
    "device.airduct.parts.3.state", "0" },
  { "airduct", "H2D", IDLE, P ("'command':'set_airduct','modeId':1,'submode':-1"), "SUCCESS", 3,
    "device.airduct.modeCur", "1" },
  { "airduct-no-such", "P2S", IDLE, P ("'command':'set_airduct','modeId':2,'submode':-1"), BAD, 3,
    "device.airduct.modeCur", "0" },
  { "airduct-none", "X1C", IDLE, P ("'command':'set_airduct','modeId':1,'submode':-1"), NOTHING, 3,
    "device.airduct", "absent" },
  { "light", "P1S", IDLE,
    S ("'command':'ledctrl','led_node':'chamber_light','led_mode':'off','led_on_time':500,"
       "'led_off_time':500,'loop_times':1,'interval_time':1000"),
    NOTHING, 0, "lights_report.0.mode", "off" },
  { "light-second", "H2D", IDLE,
    S ("'command':'ledctrl','led_node':'chamber_light2','led_mode':'off','led_on_time':500,"
       "'led_off_time':500,'loop_times':1,'interval_time':1000"),
    "SUCCESS", 0, "lights_report.2.mode", "off" },
  { "light-not-fitted", "X1C", IDLE,
    S ("'command':'ledctrl','led_node':'chamber_light2','led_mode':'off','led_on_time':500,"
       "'led_off_time':500,'loop_times':1,'interval_time':1000"),
    BAD, 0, "lights_report.0.mode", "on" },

  /* Motion */
  { "home", "P1S", IDLE, GCODE ("G28 \\n"), GOOD, 1, "stg_cur", "13" },
  { "home-ends", "P1S", IDLE, GCODE ("G28 \\n"), GOOD, 12, "stg_cur", "255" },
  { "home-printing", "P1S", PRINTING, GCODE ("G28 \\n"), GOOD, 1, "stg_cur", "0" },
  { "home-one-axis", "P1S", PRINTING, GCODE ("G28 X\\n"), GOOD, 1, "stg_cur", "0" },
  { "center", "X1C", IDLE, P ("'command':'back_to_center'"), GOOD, 1, "stg_cur", "13" },
  { "center-unknown", "A1", IDLE, P ("'command':'back_to_center'"), NOTHING, 1, "stg_cur", "0" },
  { "center-printing", "P2S", PRINTING, P ("'command':'back_to_center'"), BAD, 1, "stg_cur", "0" },
  { "jog", "P2S", IDLE, P ("'command':'xyz_ctrl','axis':'X','dir':1,'mode':1"), GOOD, 0, "stg_cur",
    "-1" },
  { "jog-unknown", "X1C", IDLE, P ("'command':'xyz_ctrl','axis':'X','dir':1,'mode':1"), NOTHING, 0,
    "stg_cur", "-1" },
  { "jog-printing", "P2S", PRINTING, P ("'command':'xyz_ctrl','axis':'X','dir':1,'mode':1"), BAD, 0,
    "stg_cur", "0" },
  { "extrude-unknown", "P2S", IDLE,
    P ("'command':'set_extrusion_length','extruder_index':0,'length':10"), NOTHING, 0, "stg_cur",
    "-1" },
  { "select", "H2D", IDLE, P ("'command':'select_extruder','extruder_index':1"), "SUCCESS", 1,
    "device.extruder.state", "4354" },
  { "select-ends", "H2D", IDLE, P ("'command':'select_extruder','extruder_index':1"), "SUCCESS", 6,
    "device.extruder.state", "274" },
  { "select-none", "P2S", IDLE, P ("'command':'select_extruder','extruder_index':1"), NOTHING, 6,
    "device.extruder.state", "1" },

  /* Filament */
  { "load", "P1S", IDLE,
    P ("'command':'ams_change_filament','ams_id':0,'slot_id':1,'target':1,'curr_temp':0,"
       "'tar_temp':220"),
    GOOD, 120, "ams.tray_now", "1" },
  { "load-aims", "P1S", IDLE,
    P ("'command':'ams_change_filament','ams_id':0,'slot_id':1,'target':1,'curr_temp':0,"
       "'tar_temp':220"),
    GOOD, 1, "ams.tray_tar", "1" },
  { "load-old-form", "P1S", IDLE,
    P ("'command':'ams_change_filament','target':2,'curr_temp':220,'tar_temp':220"), GOOD, 120,
    "ams.tray_now", "2" },
  { "load-empty", "P1S", IDLE,
    P ("'command':'ams_change_filament','ams_id':0,'slot_id':3,'target':3,'curr_temp':0,"
       "'tar_temp':220"),
    BAD, 1, "ams_status", "0" },
  { "load-wrong-target", "P1S", IDLE,
    P ("'command':'ams_change_filament','ams_id':0,'slot_id':1,'target':2,'curr_temp':0,"
       "'tar_temp':220"),
    BAD, 1, "ams_status", "0" },
  { "load-printing", "P1S", PRINTING,
    P ("'command':'ams_change_filament','ams_id':0,'slot_id':1,'target':1,'curr_temp':0,"
       "'tar_temp':220"),
    BAD, 1, "ams_status", "768" },
  { "load-ht", "H2D", IDLE,
    P ("'command':'ams_change_filament','ams_id':128,'slot_id':0,'target':128,'curr_temp':0,"
       "'tar_temp':280,'extruder_id':0"),
    "SUCCESS", 150, "device.extruder.info.0.snow", "32768" },
  { "load-external", "P2S", IDLE,
    P ("'command':'ams_change_filament','ams_id':255,'slot_id':0,'target':255,'curr_temp':0,"
       "'tar_temp':220"),
    GOOD, 120, "ams_status", "262" },
  { "setting", "P1S", IDLE,
    P ("'command':'ams_filament_setting','ams_id':0,'slot_id':2,'tray_id':2,'tray_info_idx':"
       "'GFL99','setting_id':'GFSL99','tray_color':'FF6A13FF','nozzle_temp_min':190,"
       "'nozzle_temp_max':240,'tray_type':'PLA'"),
    GOOD, 0, "ams.ams.0.tray.2.tray_color", "FF6A13FF" },
  { "setting-of-tag", "P1S", IDLE,
    P ("'command':'ams_filament_setting','ams_id':0,'slot_id':0,'tray_id':0,'tray_info_idx':"
       "'GFL99','setting_id':'GFSL99','tray_color':'FF6A13FF','nozzle_temp_min':190,"
       "'nozzle_temp_max':240,'tray_type':'PLA'"),
    GOOD, 0, "ams.ams.0.tray.0.tray_color", "FFFFFFFF" },
  { "setting-external", "X2D", IDLE,
    P ("'command':'ams_filament_setting','ams_id':254,'slot_id':0,'tray_id':254,'tray_info_idx':"
       "'GFL99','setting_id':'GFSL99','tray_color':'FF6A13FF','nozzle_temp_min':190,"
       "'nozzle_temp_max':240,'tray_type':'PLA'"),
    "SUCCESS", 0, "vir_slot.0.tray_type", "PLA" },
  { "setting-external-old", "P1S", IDLE,
    P ("'command':'ams_filament_setting','ams_id':255,'slot_id':0,'tray_id':254,'tray_info_idx':"
       "'GFG99','setting_id':'GFSG99','tray_color':'FF6A13FF','nozzle_temp_min':220,"
       "'nozzle_temp_max':260,'tray_type':'PETG'"),
    GOOD, 0, "vt_tray.tray_info_idx", "GFG99" },
  { "setting-clear", "P2S", IDLE,
    P ("'command':'ams_filament_setting','ams_id':255,'slot_id':0,'tray_id':254,'tray_info_idx':"
       "'','setting_id':'','tray_color':'','nozzle_temp_min':0,'nozzle_temp_max':0,'tray_type':"
       "''"),
    GOOD, 0, "vir_slot.0.tray_type", "" },
  { "setting-global-tray", "X1C", IDLE,
    P ("'command':'ams_filament_setting','ams_id':1,'slot_id':3,'tray_id':7,'tray_info_idx':"
       "'GFL99','setting_id':'GFSL99','tray_color':'FF6A13FF','nozzle_temp_min':190,"
       "'nozzle_temp_max':240,'tray_type':'PLA'"),
    BAD, 0, "ams.ams.1.tray.3.tray_type", "" },
  { "options", "P1S", IDLE,
    P ("'command':'ams_user_setting','ams_id':-1,'startup_read_option':true,'tray_read_option':"
       "false,'calibrate_remain_flag':false"),
    GOOD, 0, "ams.power_on_flag", "true" },
  { "options-incomplete", "P1S", IDLE,
    P ("'command':'ams_user_setting','ams_id':-1,'startup_read_option':true"), BAD, 0,
    "ams.power_on_flag", "false" },
  { "options-no-ams", "P1P", IDLE,
    P ("'command':'ams_user_setting','ams_id':-1,'startup_read_option':true,'tray_read_option':"
       "false,'calibrate_remain_flag':false"),
    NOTHING, 0, "ams.power_on_flag", "false" },
  { "tag", "P1S", IDLE, P ("'command':'ams_get_rfid','ams_id':0,'slot_id':0"), GOOD, 3,
    "ams.ams.0.tray.0.state", "21" },
  { "tag-status", "P1S", IDLE, P ("'command':'ams_get_rfid','ams_id':0,'slot_id':0"), GOOD, 3,
    "ams_status", "512" },
  { "tag-ends", "P1S", IDLE, P ("'command':'ams_get_rfid','ams_id':0,'slot_id':0"), GOOD, 7,
    "ams.ams.0.tray.0.tray_type", "PLA" },
  { "tag-printing", "P1S", PRINTING, P ("'command':'ams_get_rfid','ams_id':0,'slot_id':1"), BAD, 1,
    "ams_status", "768" },
  { "tag-unknown", "A1", IDLE, P ("'command':'ams_get_rfid','ams_id':0,'slot_id':0"), NOTHING, 1,
    "ams_status", "0" },
  { "tag-gcode", "A1", IDLE, GCODE ("M620 R1\\n"), GOOD, 3, "ams.ams.0.tray.1.state", "21" },
  { "dry", "H2D", IDLE,
    P ("'command':'ams_filament_drying','ams_id':0,'mode':1,'filament':'PLA','temp':55,'duration':"
       "8,'humidity':0,'rotate_tray':false,'cooling_temp':45,'close_power_conflict':false"),
    "SUCCESS", 61, "ams.ams.0.dry_time", "479" },
  { "dry-clamped", "H2D", IDLE,
    P ("'command':'ams_filament_drying','ams_id':0,'mode':1,'filament':'PLA','temp':85,'duration':"
       "8,'humidity':0,'rotate_tray':false,'cooling_temp':45,'close_power_conflict':false"),
    "SUCCESS", 0, "ams.ams.0.dry_setting.dry_temperature", "65" },
  { "dry-printing", "H2S", PRINTING,
    P ("'command':'ams_filament_drying','ams_id':0,'mode':1,'filament':'PLA','temp':55,'duration':"
       "8,'humidity':0,'rotate_tray':false,'cooling_temp':45,'close_power_conflict':false"),
    BAD, 0, "ams.ams.0.dry_sf_reason", "[0,3]" },
  { "dry-unknown", "X1C", IDLE,
    P ("'command':'ams_filament_drying','ams_id':128,'mode':1,'filament':'PLA','temp':55,"
       "'duration':8"),
    NOTHING, 0, "ams.ams.2.dry_time", "0" },
  { "dry-no-dryer", "H2C", IDLE,
    P ("'command':'ams_filament_drying','ams_id':1,'mode':1,'filament':'PLA','temp':55,'duration':"
       "8"),
    BAD, 0, "ams.ams.1.dry_time", "0" },
  { "flow-choose", "P1S", IDLE,
    P ("'command':'extrusion_cali_sel','tray_id':1,'ams_id':0,'slot_id':1,'cali_idx':0,"
       "'filament_id':'GFL99','nozzle_diameter':'0.4'"),
    GOOD, 0, "ams.ams.0.tray.1.cali_idx", "0" },
  { "flow-choose-none", "P1S", IDLE,
    P ("'command':'extrusion_cali_sel','tray_id':1,'ams_id':0,'slot_id':1,'cali_idx':9,"
       "'filament_id':'GFL99','nozzle_diameter':'0.4'"),
    BAD, 0, "ams.ams.0.tray.1.cali_idx", "-1" },
  { "flow-set-old", "P1S", IDLE,
    P ("'command':'extrusion_cali_set','tray_id':2,'k_value':0.035,'n_coef':1.4,'nozzle_temp':220,"
       "'bed_temp':60,'max_volumetric_speed':12"),
    GOOD, 0, "ams.ams.0.tray.2.k", "0.035000000000000003" },

  /* Settings */
  { "detector", "X1C", IDLE,
    X ("'command':'xcam_control_set','module_name':'spaghetti_detector','control':false,'enable':"
       "false,'print_halt':true,'halt_print_sensitivity':'high'"),
    GOOD, 0, "xcam.spaghetti_detector", "false" },
  { "detector-none", "A1", IDLE,
    X ("'command':'xcam_control_set','module_name':'spaghetti_detector','control':false"), BAD, 0,
    "xcam.spaghetti_detector", "absent" },
  { "detector-no-camera", "P1S", IDLE,
    X ("'command':'xcam_control_set','module_name':'printing_monitor','control':false"), NOTHING, 0,
    "xcam", "absent" },
  { "record", "P1S", IDLE, C ("'command':'ipcam_record_set','control':'disable'"), GOOD, 0,
    "ipcam.ipcam_record", "disable" },
  { "timelapse", "X1C", IDLE, C ("'command':'ipcam_timelapse','control':'enable'"), GOOD, 0,
    "ipcam.timelapse", "enable" },
  { "resolution", "X1C", IDLE, C ("'command':'ipcam_resolution_set','resolution':'720p'"), GOOD, 0,
    "ipcam.resolution", "720p" },
  { "resolution-wrong", "P2S", IDLE, C ("'command':'ipcam_resolution_set','resolution':'720p'"),
    BAD, 0, "ipcam.resolution", "1080p" },
  { "nozzle-kind", "P1S", IDLE,
    S ("'command':'set_accessories','accessory_type':'nozzle','nozzle_diameter':0.6,'nozzle_type':"
       "'hardened_steel'"),
    GOOD, 0, "nozzle_type", "hardened_steel" },
  { "nozzle-kind-new", "X1C", IDLE,
    S ("'command':'set_accessories','accessory_type':'nozzle','nozzle_diameter':0.6,'nozzle_type':"
       "'hardened_steel'"),
    GOOD, 0, "device.nozzle.info.0.diameter", "0.59999999999999998" },
  { "nozzle-kind-printing", "P1S", PRINTING,
    S ("'command':'set_accessories','accessory_type':'nozzle','nozzle_diameter':0.6,'nozzle_type':"
       "'hardened_steel'"),
    BAD, 0, "nozzle_type", "stainless_steel" },
  { "nozzle-kind-read", "H2D", IDLE,
    S ("'command':'set_accessories','accessory_type':'nozzle','nozzle_diameter':0.6,'nozzle_type':"
       "'hardened_steel'"),
    NOTHING, 0, "nozzle_type", "HS01" },
  { "buzzer", "H2D", IDLE, P ("'command':'buzzer_ctrl','mode':2"), "SUCCESS", 0, "gcode_state",
    "IDLE" },
  { "buzzer-none", "P1S", IDLE, P ("'command':'buzzer_ctrl','mode':2"), NOTHING, 0, "gcode_state",
    "IDLE" },
  { "door-none", "P1S", IDLE, S ("'command':'set_door_stat','config':1"), NOTHING, 0, "gcode_state",
    "IDLE" },
  { "never-heard-of", "P1S", IDLE, P ("'command':'make_coffee'"), NOTHING, 0, "gcode_state",
    "IDLE" },
  { "seed-start", "P1S", IDLE, P ("'command':'start','param':{}"), NOTHING, 0, "gcode_state",
    "IDLE" },
};

static void
test_row (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (SimFixture) fixture = sim_fixture_new (rows[row].profile);
  JsonObject *answer;

  if (rows[row].percent != IDLE)
    sim_printer_start_job (fixture->printer, "Benchy", rows[row].percent);
  sim_fixture_tell (fixture, rows[row].request);

  answer = sim_fixture_get_answer (fixture);
  g_assert_cmpuint (fixture->answers->len, ==, rows[row].result == NOTHING ? 0 : 1);
  g_assert_cmpstr (sim_fixture_get_result (fixture), ==, rows[row].result);
  if (answer != NULL)
    g_assert_cmpstr (sim_json_get_string (answer, "sequence_id", ""), ==, "20001");

  sim_printer_advance (fixture->printer, rows[row].seconds);
  sim_fixture_assert (fixture, rows[row].path, rows[row].expected);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/sim-commands/", rows[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }

  return g_test_run ();
}
