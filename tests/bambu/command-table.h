/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What each printer of test-command.c is sent for each command; `"` is written as `'`. The shapes
 * are those of protocol/mqtt-commands.md. */

typedef struct
{
  const char *name;
  const char *fields; /* of a report that comes before */
  BambuRequest *(*make) (BambuPrinter *, GError **);
  const char *expected[N_MODELS];
} Row;

#define ALL(text) { text, text, text, text, text }

static const Row ROWS[] = {
  { "pause", RUNNING, ask_pause, ALL (PRINT_SURELY ("'command':'pause','param':''")) },
  { "resume", PAUSED, ask_resume, ALL (PRINT_SURELY ("'command':'resume','param':''")) },
  { "stop", PAUSED, ask_stop, ALL (PRINT_SURELY ("'command':'stop','param':''")) },
  { "speed", RUNNING, ask_speed, ALL (PRINT ("'command':'print_speed','param':'3'")) },
  { "speed-over", RUNNING, ask_speed_over, ALL (PRINT ("'command':'print_speed','param':'4'")) },
  { "skip",
    RUNNING,
    ask_skip,
    { PRINT_SURELY ("'command':'skip_objects','obj_list':[117,203]"),
      PRINT_SURELY ("'command':'skip_objects','obj_list':[117,203]"), NOT_ABLE,
      PRINT_SURELY ("'command':'skip_objects','obj_list':[117,203]"),
      PRINT_SURELY ("'command':'skip_objects','obj_list':[117,203]") } },
  { "answer-resume", PAUSED "," FAULT, ask_answer_resume,
    ALL (PRINT_SURELY ("'command':'resume','err':'03008003','param':'reserve','job_id':'88'")) },
  { "answer-stop", PAUSED "," FAULT, ask_answer_stop,
    ALL (PRINT_SURELY ("'command':'stop','err':'03008003','param':'reserve','job_id':'88'")) },
  { "answer-ignore", FAULT, ask_answer_ignore,
    ALL (PRINT ("'command':'ignore','err':'03008003','param':'reserve','job_id':'88'")) },
  { "answer-idle", FAULT, ask_answer_idle,
    ALL (PRINT ("'command':'idle_ignore','err':'03008003','type':0")) },
  { "dismiss", FAULT, ask_dismiss,
    ALL (PRINT ("'command':'clean_print_error','subtask_id':'77','print_error':50364419") " " SAY (
        "0",
        "system",
        "'command':'uiop','name':'print_error','action':'close','source':1,'type':'dialog','err':'"
        "03008003'")) },
  { "nozzle",
    NULL,
    ask_nozzle,
    { GCODE ("M104 S220\\n"), GCODE ("M104 S220\\n"),
      PRINT_SURELY ("'command':'set_nozzle_temp','extruder_index':0,'target_temp':220"),
      PRINT_SURELY ("'command':'set_nozzle_temp','extruder_index':0,'target_temp':220"),
      PRINT_SURELY ("'command':'set_nozzle_temp','extruder_index':0,'target_temp':220") } },
  { "nozzle-over",
    NULL,
    ask_nozzle_over,
    { GCODE ("M104 S300\\n"), GCODE ("M104 S300\\n"),
      PRINT_SURELY ("'command':'set_nozzle_temp','extruder_index':0,'target_temp':300"),
      PRINT_SURELY ("'command':'set_nozzle_temp','extruder_index':0,'target_temp':300"),
      PRINT_SURELY ("'command':'set_nozzle_temp','extruder_index':0,'target_temp':350") } },
  { "nozzle-left",
    NULL,
    ask_nozzle_left,
    { NOT_ABLE, NOT_ABLE, NOT_ABLE, NOT_ABLE,
      PRINT_SURELY ("'command':'set_nozzle_temp','extruder_index':1,'target_temp':220") } },
  { "bed",
    NULL,
    ask_bed,
    { GCODE ("M140 S60\\n"), GCODE ("M140 S60\\n"), GCODE ("M140 S60\\n"),
      PRINT ("'command':'set_bed_temp','temp':60"),
      PRINT ("'command':'set_bed_temp','temp':60") } },
  { "bed-over",
    NULL,
    ask_bed_over,
    { GCODE ("M140 S100\\n"), GCODE ("M140 S80\\n"), GCODE ("M140 S120\\n"),
      PRINT ("'command':'set_bed_temp','temp':110"),
      PRINT ("'command':'set_bed_temp','temp':120") } },
  { "bed-under",
    NULL,
    ask_bed_under,
    { GCODE ("M140 S0\\n"), GCODE ("M140 S0\\n"), GCODE ("M140 S0\\n"),
      PRINT ("'command':'set_bed_temp','temp':0"), PRINT ("'command':'set_bed_temp','temp':0") } },
  { "chamber",
    NULL,
    ask_chamber,
    { NOT_ABLE, NOT_ABLE, NOT_ABLE, NOT_ABLE, PRINT_SURELY ("'command':'set_ctt','ctt_val':50") } },
  { "chamber-over",
    NULL,
    ask_chamber_over,
    { NOT_ABLE, NOT_ABLE, NOT_ABLE, NOT_ABLE, PRINT_SURELY ("'command':'set_ctt','ctt_val':65") } },
  { "chamber-low",
    NULL,
    ask_chamber_low,
    { NOT_ABLE, NOT_ABLE, NOT_ABLE, NOT_ABLE, PRINT_SURELY ("'command':'set_ctt','ctt_val':0") } },
  { "fan-part",
    NULL,
    ask_fan_part,
    { GCODE ("M106 P1 S128\\n"), GCODE ("M106 P1 S128\\n"),
      PRINT ("'command':'set_fan','fan_index':1,'speed':128"),
      PRINT ("'command':'set_fan','fan_index':1,'speed':128"),
      PRINT ("'command':'set_fan','fan_index':1,'speed':128") } },
  { "fan-aux",
    NULL,
    ask_fan_aux,
    { GCODE ("M106 P2 S179\\n"), NOT_ABLE, PRINT ("'command':'set_fan','fan_index':2,'speed':179"),
      PRINT ("'command':'set_fan','fan_index':2,'speed':179"),
      PRINT ("'command':'set_fan','fan_index':2,'speed':179") } },
  { "fan-chamber",
    NULL,
    ask_fan_chamber,
    { GCODE ("M106 P3 S255\\n"), NOT_ABLE, PRINT ("'command':'set_fan','fan_index':3,'speed':255"),
      NOT_ABLE, PRINT ("'command':'set_fan','fan_index':3,'speed':255") } },
  { "fan-second",
    NULL,
    ask_fan_second,
    { NOT_ABLE, NOT_ABLE, NOT_ABLE, PRINT ("'command':'set_fan','fan_index':10,'speed':26"),
      NOT_ABLE } },
  { "fan-loop", NULL, ask_fan_loop, { NOT_ABLE, NOT_ABLE, NOT_ABLE, NOT_ABLE, NOT_NOW } },
  { "fan-heatbreak", NULL, ask_fan_heatbreak, ALL (NOT_ABLE) },
  { "air",
    NULL,
    ask_air,
    { NOT_ABLE, NOT_ABLE, NOT_ABLE, PRINT ("'command':'set_airduct','modeId':1,'submode':-1"),
      PRINT ("'command':'set_airduct','modeId':1,'submode':-1") } },
  { "air-exhaust",
    NULL,
    ask_air_exhaust,
    { NOT_ABLE, NOT_ABLE, NOT_ABLE, NOT_ABLE,
      PRINT ("'command':'set_airduct','modeId':2,'submode':0") } },
  { "light",
    NULL,
    ask_light,
    { SAY ("0",
           "system",
           "'command':'ledctrl','led_node':'chamber_light','led_mode':'off','led_on_time':500,'led_"
           "off_time':500,'loop_times':0,'interval_time':0"),
      SAY ("0",
           "system",
           "'command':'ledctrl','led_node':'chamber_light','led_mode':'off','led_on_time':500,'led_"
           "off_time':500,'loop_times':0,'interval_time':0"),
      SAY ("0",
           "system",
           "'command':'ledctrl','led_node':'chamber_light','led_mode':'off','led_on_time':500,'led_"
           "off_time':500,'loop_times':0,'interval_time':0"),
      SAY ("0",
           "system",
           "'command':'ledctrl','led_node':'chamber_light','led_mode':'off','led_on_time':500,'led_"
           "off_time':500,'loop_times':0,'interval_time':0"),
      SAY ("0",
           "system",
           "'command':'ledctrl','led_node':'chamber_light','led_mode':'off','led_on_time':500,'led_"
           "off_time':500,'loop_times':0,'interval_time':0") " " SAY ("0",
                                                                      "system",
                                                                      "'command':'ledctrl','led_"
                                                                      "node':'chamber_light2','led_"
                                                                      "mode':'off','led_on_time':"
                                                                      "500,'led_off_time':500,'"
                                                                      "loop_times':0,'interval_"
                                                                      "time':0") } },
  { "light-work",
    NULL,
    ask_light_work,
    { NOT_ABLE, NOT_ABLE,
      SAY ("0",
           "system",
           "'command':'ledctrl','led_node':'work_light','led_mode':'on','led_on_time':500,'led_off_"
           "time':500,'loop_times':0,'interval_time':0"),
      SAY ("0",
           "system",
           "'command':'ledctrl','led_node':'work_light','led_mode':'on','led_on_time':500,'led_off_"
           "time':500,'loop_times':0,'interval_time':0"),
      SAY ("0",
           "system",
           "'command':'ledctrl','led_node':'work_light','led_mode':'on','led_on_time':500,'led_off_"
           "time':500,'loop_times':0,'interval_time':0") } },
  { "light-bed", NULL, ask_light_bed, ALL (NOT_ABLE) },
  { "home",
    NULL,
    ask_home,
    { GCODE ("G28 \\n"), GCODE ("G28 \\n"), PRINT ("'command':'back_to_center'"),
      PRINT ("'command':'back_to_center'"), PRINT ("'command':'back_to_center'") } },
  { "home-head", NULL, ask_home_head, ALL (GCODE ("G28 X\\n")) },
  { "jog-x",
    NULL,
    ask_jog_x,
    { GCODE ("M211 S\\nM211 X1 Y1 Z1\\nM1002 push_ref_mode\\nG91\\nG1 X10.0 F3000\\nM1002 "
             "pop_ref_mode\\nM211 R\\n"),
      GCODE ("M211 S\\nM211 X1 Y1 Z1\\nM1002 push_ref_mode\\nG91\\nG1 X10.0 F3000\\nM1002 "
             "pop_ref_mode\\nM211 R\\n"),
      GCODE ("M211 S\\nM211 X1 Y1 Z1\\nM1002 push_ref_mode\\nG91\\nG1 X10.0 F3000\\nM1002 "
             "pop_ref_mode\\nM211 R\\n"),
      PRINT ("'command':'xyz_ctrl','axis':'X','dir':1,'mode':1"),
      PRINT ("'command':'xyz_ctrl','axis':'X','dir':1,'mode':1") } },
  { "jog-y",
    NULL,
    ask_jog_y,
    { GCODE ("M211 S\\nM211 X1 Y1 Z1\\nM1002 push_ref_mode\\nG91\\nG1 Y-50.0 F3000\\nM1002 "
             "pop_ref_mode\\nM211 R\\n"),
      GCODE ("M211 S\\nM211 X1 Y1 Z1\\nM1002 push_ref_mode\\nG91\\nG1 Y50.0 F3000\\nM1002 "
             "pop_ref_mode\\nM211 R\\n"),
      GCODE ("M211 S\\nM211 X1 Y1 Z1\\nM1002 push_ref_mode\\nG91\\nG1 Y-50.0 F3000\\nM1002 "
             "pop_ref_mode\\nM211 R\\n"),
      PRINT ("'command':'xyz_ctrl','axis':'Y','dir':-1,'mode':1"),
      PRINT ("'command':'xyz_ctrl','axis':'Y','dir':-1,'mode':1") } },
  { "jog-z",
    NULL,
    ask_jog_z,
    { GCODE ("M211 S\\nM211 X1 Y1 Z1\\nM1002 push_ref_mode\\nG91\\nG1 Z10.0 F900\\nM1002 "
             "pop_ref_mode\\nM211 R\\n"),
      GCODE ("M211 S\\nM211 X1 Y1 Z1\\nM1002 push_ref_mode\\nG91\\nG1 Z-10.0 F900\\nM1002 "
             "pop_ref_mode\\nM211 R\\n"),
      GCODE ("M211 S\\nM211 X1 Y1 Z1\\nM1002 push_ref_mode\\nG91\\nG1 Z10.0 F900\\nM1002 "
             "pop_ref_mode\\nM211 R\\n"),
      PRINT ("'command':'xyz_ctrl','axis':'Z','dir':1,'mode':1"),
      PRINT ("'command':'xyz_ctrl','axis':'Z','dir':1,'mode':1") } },
  { "extrude",
    NULL,
    ask_extrude,
    { GCODE ("M83\\nG0 E10.0 F900\\n"), GCODE ("M83\\nG0 E10.0 F900\\n"),
      GCODE ("M83\\nG0 E10.0 F900\\n"), GCODE ("M83\\nG0 E10.0 F900\\n"),
      PRINT ("'command':'set_extrusion_length','extruder_index':0,'length':10") } },
  { "retract",
    NULL,
    ask_retract,
    { GCODE ("M83\\nG0 E-50.0 F900\\n"), GCODE ("M83\\nG0 E-50.0 F900\\n"),
      GCODE ("M83\\nG0 E-50.0 F900\\n"), GCODE ("M83\\nG0 E-50.0 F900\\n"),
      PRINT ("'command':'set_extrusion_length','extruder_index':0,'length':-50") } },
  { "extruder",
    NULL,
    ask_extruder,
    { NOT_ABLE, NOT_ABLE, NOT_ABLE, NOT_ABLE,
      PRINT ("'command':'select_extruder','extruder_index':1") } },
  { "motors", NULL, ask_motors, ALL (GCODE ("M84\\n")) },
  { "buzzer",
    NULL,
    ask_buzzer,
    { NOT_ABLE, NOT_ABLE, NOT_ABLE, NOT_ABLE, PRINT ("'command':'buzzer_ctrl','mode':2") } },
  { "level", NULL, ask_level, ALL (PRINT ("'command':'calibration','option':2")) },
  { "lidar",
    NULL,
    ask_lidar,
    { NOT_ABLE, NOT_ABLE, PRINT ("'command':'calibration','option':1"), NOT_ABLE, NOT_ABLE } },
  { "offset",
    NULL,
    ask_offset,
    { NOT_ABLE, NOT_ABLE, NOT_ABLE, NOT_ABLE, PRINT ("'command':'calibration','option':16") } },
  { "load",
    NULL,
    ask_load,
    { PRINT ("'command':'ams_change_filament','ams_id':0,'slot_id':1,'target':1,'curr_temp':-1,'"
             "tar_temp':250"),
      PRINT ("'command':'ams_change_filament','ams_id':0,'slot_id':1,'target':1,'curr_temp':-1,'"
             "tar_temp':250"),
      PRINT ("'command':'ams_change_filament','ams_id':0,'slot_id':1,'target':1,'curr_temp':-1,'"
             "tar_temp':250"),
      PRINT ("'command':'ams_change_filament','ams_id':0,'slot_id':1,'target':1,'curr_temp':-1,'"
             "tar_temp':250"),
      PRINT ("'command':'ams_change_filament','ams_id':0,'slot_id':1,'target':1,'curr_temp':-1,'"
             "tar_temp':250,'extruder_id':1") } },
  { "load-empty", NULL, ask_load_empty, ALL (NOT_NOW) },
  { "load-external",
    NULL,
    ask_load_external,
    { PRINT ("'command':'ams_change_filament','ams_id':255,'slot_id':0,'target':255,'curr_temp':-1,"
             "'tar_temp':260"),
      PRINT ("'command':'ams_change_filament','ams_id':255,'slot_id':0,'target':255,'curr_temp':-1,"
             "'tar_temp':260"),
      PRINT ("'command':'ams_change_filament','ams_id':255,'slot_id':0,'target':255,'curr_temp':-1,"
             "'tar_temp':260"),
      PRINT ("'command':'ams_change_filament','ams_id':255,'slot_id':0,'target':255,'curr_temp':-1,"
             "'tar_temp':260"),
      PRINT ("'command':'ams_change_filament','ams_id':254,'slot_id':0,'target':254,'curr_temp':-1,"
             "'tar_temp':210,'extruder_id':1") } },
  { "unload",
    LOADED,
    ask_unload,
    { PRINT ("'command':'ams_change_filament','ams_id':0,'slot_id':255,'target':255,'curr_temp':"
             "250,'tar_temp':250"),
      PRINT ("'command':'ams_change_filament','ams_id':0,'slot_id':255,'target':255,'curr_temp':"
             "250,'tar_temp':250"),
      PRINT ("'command':'ams_change_filament','ams_id':0,'slot_id':255,'target':255,'curr_temp':"
             "250,'tar_temp':250"),
      PRINT ("'command':'ams_change_filament','ams_id':0,'slot_id':255,'target':255,'curr_temp':"
             "250,'tar_temp':250"),
      PRINT ("'command':'ams_change_filament','ams_id':0,'slot_id':255,'target':255,'curr_temp':"
             "250,'tar_temp':250,'extruder_id':1") } },
  { "ams-resume", NULL, ask_ams_resume, ALL (PRINT ("'command':'ams_control','param':'resume'")) },
  { "ams-done", NULL, ask_ams_done, ALL (PRINT ("'command':'ams_control','param':'done'")) },
  { "read-tag", NULL, ask_read_tag,
    ALL (PRINT ("'command':'ams_get_rfid','ams_id':0,'slot_id':1")) },
  { "dry",
    NULL,
    ask_dry,
    { NOT_ABLE, NOT_ABLE, NOT_ABLE,
      PRINT ("'command':'ams_filament_drying','ams_id':0,'mode':1,'filament':'PA-CF','temp':65,'"
             "duration':24,'humidity':0,'rotate_tray':true,'cooling_temp':45,'close_power_conflict'"
             ":false"),
      PRINT ("'command':'ams_filament_drying','ams_id':128,'mode':1,'filament':'PA-CF','temp':85,'"
             "duration':24,'humidity':0,'rotate_tray':true,'cooling_temp':45,'close_power_conflict'"
             ":false") } },
  { "stop-drying",
    DRYING,
    ask_stop_drying,
    { NOT_ABLE, NOT_ABLE, NOT_ABLE,
      PRINT (
          "'command':'ams_filament_drying','ams_id':128,'mode':0,'filament':'','temp':0,'duration':"
          "0,'humidity':0,'rotate_tray':false,'cooling_temp':0,'close_power_conflict':false"),
      PRINT (
          "'command':'ams_filament_drying','ams_id':128,'mode':0,'filament':'','temp':0,'duration':"
          "0,'humidity':0,'rotate_tray':false,'cooling_temp':0,'close_power_conflict':false") } },
  { "filament",
    NULL,
    ask_filament,
    { PRINT ("'command':'ams_filament_setting','ams_id':0,'slot_id':1,'tray_id':1,'tray_info_idx':'"
             "GFB99','setting_id':'GFSB99','tray_color':'112233FF','nozzle_temp_min':240,'nozzle_"
             "temp_max':300,'tray_type':'ABS'"),
      PRINT ("'command':'ams_filament_setting','ams_id':0,'slot_id':1,'tray_id':1,'tray_info_idx':'"
             "GFB99','setting_id':'GFSB99','tray_color':'112233FF','nozzle_temp_min':240,'nozzle_"
             "temp_max':300,'tray_type':'ABS'"),
      PRINT ("'command':'ams_filament_setting','ams_id':0,'slot_id':1,'tray_id':1,'tray_info_idx':'"
             "GFB99','setting_id':'GFSB99','tray_color':'112233FF','nozzle_temp_min':240,'nozzle_"
             "temp_max':300,'tray_type':'ABS'"),
      PRINT ("'command':'ams_filament_setting','ams_id':0,'slot_id':1,'tray_id':1,'tray_info_idx':'"
             "GFB99','setting_id':'GFSB99','tray_color':'112233FF','nozzle_temp_min':240,'nozzle_"
             "temp_max':300,'tray_type':'ABS'"),
      PRINT ("'command':'ams_filament_setting','ams_id':0,'slot_id':1,'tray_id':1,'tray_info_idx':'"
             "GFB99','setting_id':'GFSB99','tray_color':'112233FF','nozzle_temp_min':240,'nozzle_"
             "temp_max':350,'tray_type':'ABS'") } },
  { "filament-external",
    NULL,
    ask_filament_external,
    { PRINT ("'command':'ams_filament_setting','ams_id':255,'slot_id':0,'tray_id':254,'tray_info_"
             "idx':'GFB99','setting_id':'GFSB99','tray_color':'112233FF','nozzle_temp_min':240,'"
             "nozzle_temp_max':300,'tray_type':'ABS'"),
      PRINT ("'command':'ams_filament_setting','ams_id':255,'slot_id':0,'tray_id':254,'tray_info_"
             "idx':'GFB99','setting_id':'GFSB99','tray_color':'112233FF','nozzle_temp_min':240,'"
             "nozzle_temp_max':300,'tray_type':'ABS'"),
      PRINT ("'command':'ams_filament_setting','ams_id':255,'slot_id':0,'tray_id':254,'tray_info_"
             "idx':'GFB99','setting_id':'GFSB99','tray_color':'112233FF','nozzle_temp_min':240,'"
             "nozzle_temp_max':300,'tray_type':'ABS'"),
      PRINT ("'command':'ams_filament_setting','ams_id':255,'slot_id':0,'tray_id':254,'tray_info_"
             "idx':'GFB99','setting_id':'GFSB99','tray_color':'112233FF','nozzle_temp_min':240,'"
             "nozzle_temp_max':300,'tray_type':'ABS'"),
      PRINT ("'command':'ams_filament_setting','ams_id':254,'slot_id':0,'tray_id':254,'tray_info_"
             "idx':'GFB99','setting_id':'GFSB99','tray_color':'112233FF','nozzle_temp_min':240,'"
             "nozzle_temp_max':350,'tray_type':'ABS'") } },
  { "filament-clear", NULL, ask_filament_clear,
    ALL (PRINT (
        "'command':'ams_filament_setting','ams_id':0,'slot_id':1,'tray_id':1,'tray_info_idx':'','"
        "setting_id':'','tray_color':'','nozzle_temp_min':0,'nozzle_temp_max':0,'tray_type':''")) },
  { "k-profiles",
    NULL,
    ask_k_profiles,
    { PRINT ("'command':'extrusion_cali_get','filament_id':'','nozzle_diameter':'0.4'"),
      PRINT ("'command':'extrusion_cali_get','filament_id':'','nozzle_diameter':'0.4'"),
      PRINT ("'command':'extrusion_cali_get','filament_id':'','nozzle_diameter':'0.4'"),
      PRINT ("'command':'extrusion_cali_get','filament_id':'','nozzle_diameter':'0.4'"),
      PRINT ("'command':'extrusion_cali_get','filament_id':'','nozzle_diameter':'0.4','extruder_id'"
             ":0,'nozzle_id':'HS00-0.4'") } },
  { "k-profile", NULL, ask_k_profile,
    ALL (PRINT ("'command':'extrusion_cali_sel','tray_id':1,'ams_id':0,'slot_id':1,'cali_idx':4,'"
                "filament_id':'GFG99','nozzle_diameter':'0.4'")) },
  { "k-profile-external",
    NULL,
    ask_k_profile_external,
    { PRINT ("'command':'extrusion_cali_sel','tray_id':254,'ams_id':255,'slot_id':0,'cali_idx':-1,'"
             "filament_id':'GFB99','nozzle_diameter':'0.4'"),
      PRINT ("'command':'extrusion_cali_sel','tray_id':254,'ams_id':255,'slot_id':0,'cali_idx':-1,'"
             "filament_id':'GFB99','nozzle_diameter':'0.4'"),
      PRINT ("'command':'extrusion_cali_sel','tray_id':254,'ams_id':255,'slot_id':0,'cali_idx':-1,'"
             "filament_id':'GFB99','nozzle_diameter':'0.4'"),
      PRINT ("'command':'extrusion_cali_sel','tray_id':254,'ams_id':255,'slot_id':0,'cali_idx':-1,'"
             "filament_id':'GFB99','nozzle_diameter':'0.4'"),
      PRINT ("'command':'extrusion_cali_sel','tray_id':254,'ams_id':254,'slot_id':0,'cali_idx':-1,'"
             "filament_id':'GFL99','nozzle_diameter':'0.4'") } },
  { "step-loss",
    NULL,
    ask_step_loss,
    { PRINT ("'command':'print_option','auto_recovery':true,'option':1"),
      PRINT ("'command':'print_option','auto_recovery':true,'option':1"),
      PRINT ("'command':'print_option','auto_recovery':true"),
      PRINT ("'command':'print_option','auto_recovery':true"),
      PRINT ("'command':'print_option','auto_recovery':true") } },
  { "refill", NULL, ask_refill,
    ALL (PRINT ("'command':'print_option','auto_switch_filament':true")) },
  { "sound",
    NULL,
    ask_sound,
    { NOT_ABLE, PRINT ("'command':'print_option','sound_enable':false"),
      PRINT ("'command':'print_option','sound_enable':false"),
      PRINT ("'command':'print_option','sound_enable':false"),
      PRINT ("'command':'print_option','sound_enable':false") } },
  { "tangle",
    NULL,
    ask_tangle,
    { PRINT ("'command':'print_option','filament_tangle_detect':true"),
      PRINT ("'command':'print_option','filament_tangle_detect':true"), NOT_ABLE, NOT_ABLE,
      NOT_ABLE } },
  { "blob",
    NULL,
    ask_blob,
    { PRINT ("'command':'print_option','nozzle_blob_detect':true"),
      PRINT ("'command':'print_option','nozzle_blob_detect':true"), NOT_ABLE, NOT_ABLE,
      NOT_ABLE } },
  { "air-print",
    NULL,
    ask_air_print,
    { NOT_ABLE, PRINT ("'command':'print_option','air_print_detect':true"), NOT_ABLE, NOT_ABLE,
      NOT_ABLE } },
  { "purify",
    NULL,
    ask_purify,
    { NOT_ABLE, NOT_ABLE, NOT_ABLE, PRINT ("'command':'print_option','air_purification':2"),
      PRINT ("'command':'print_option','air_purification':2") } },
  { "read-on-insert", NULL, ask_read_on_insert,
    ALL (PRINT ("'command':'ams_user_setting','ams_id':-1,'startup_read_option':false,'tray_read_"
                "option':false,'calibrate_remain_flag':true")) },
  { "read-at-start", NULL, ask_read_at_start,
    ALL (PRINT ("'command':'ams_user_setting','ams_id':-1,'startup_read_option':true,'tray_read_"
                "option':true,'calibrate_remain_flag':true")) },
  { "remain", NULL, ask_remain,
    ALL (PRINT ("'command':'ams_user_setting','ams_id':-1,'startup_read_option':false,'tray_read_"
                "option':true,'calibrate_remain_flag':true")) },
  { "keep-files", NULL, ask_keep_files,
    ALL (SAY ("0", "system", "'command':'print_cache_set','config':true")) },
  { "door",
    NULL,
    ask_door,
    { NOT_ABLE, NOT_ABLE, SAY ("0", "system", "'command':'set_door_stat','config':2"),
      SAY ("0", "system", "'command':'set_door_stat','config':2"),
      SAY ("0", "system", "'command':'set_door_stat','config':2") } },
  { "record", NULL, ask_record,
    ALL (SAY ("0", "camera", "'command':'ipcam_record_set','control':'disable'")) },
  { "timelapse", NULL, ask_timelapse,
    ALL (SAY ("0", "camera", "'command':'ipcam_timelapse','control':'enable'")) },
  { "resolution",
    NULL,
    ask_resolution,
    { NOT_ABLE, NOT_ABLE,
      SAY ("0", "camera", "'command':'ipcam_resolution_set','resolution':'1080p'"), NOT_ABLE,
      NOT_ABLE } },
  { "first-layer",
    NULL,
    ask_first_layer,
    { NOT_ABLE, NOT_ABLE,
      SAY ("0",
           "xcam",
           "'command':'xcam_control_set','module_name':'first_layer_inspector','control':false,'"
           "enable':false,'print_halt':true"),
      SAY ("0",
           "xcam",
           "'command':'xcam_control_set','module_name':'first_layer_inspector','control':false,'"
           "enable':false,'print_halt':true"),
      SAY ("0",
           "xcam",
           "'command':'xcam_control_set','module_name':'first_layer_inspector','control':false,'"
           "enable':false,'print_halt':true") } },
  { "plate-marker",
    NULL,
    ask_plate_marker,
    { NOT_ABLE,
      SAY ("0",
           "xcam",
           "'command':'xcam_control_set','module_name':'buildplate_marker_detector','control':"
           "false,'enable':false,'print_halt':true"),
      SAY ("0",
           "xcam",
           "'command':'xcam_control_set','module_name':'buildplate_marker_detector','control':"
           "false,'enable':false,'print_halt':true"),
      SAY ("0",
           "xcam",
           "'command':'xcam_control_set','module_name':'buildplate_marker_detector','control':"
           "false,'enable':false,'print_halt':true"),
      SAY ("0",
           "xcam",
           "'command':'xcam_control_set','module_name':'buildplate_marker_detector','control':"
           "false,'enable':false,'print_halt':true") } },
  { "spaghetti",
    NULL,
    ask_spaghetti,
    { NOT_ABLE, NOT_ABLE,
      SAY ("0",
           "xcam",
           "'command':'xcam_control_set','module_name':'spaghetti_detector','control':false,'"
           "enable':false,'print_halt':true,'halt_print_sensitivity':'low'"),
      SAY ("0",
           "xcam",
           "'command':'xcam_control_set','module_name':'spaghetti_detector','control':false,'"
           "enable':false,'print_halt':true,'halt_print_sensitivity':'medium'"),
      SAY ("0",
           "xcam",
           "'command':'xcam_control_set','module_name':'spaghetti_detector','control':false,'"
           "enable':false,'print_halt':true,'halt_print_sensitivity':'medium'") } },
  { "spaghetti-high",
    NULL,
    ask_spaghetti_high,
    { NOT_ABLE, NOT_ABLE,
      SAY ("0",
           "xcam",
           "'command':'xcam_control_set','module_name':'spaghetti_detector','control':true,'enable'"
           ":true,'print_halt':true,'halt_print_sensitivity':'high'"),
      SAY ("0",
           "xcam",
           "'command':'xcam_control_set','module_name':'spaghetti_detector','control':true,'enable'"
           ":true,'print_halt':true,'halt_print_sensitivity':'high'"),
      SAY ("0",
           "xcam",
           "'command':'xcam_control_set','module_name':'spaghetti_detector','control':true,'enable'"
           ":true,'print_halt':true,'halt_print_sensitivity':'high'") } },
  { "air-print-seen", NULL, ask_air_print_seen, ALL (NOT_ABLE) },
  { "foreign",
    NULL,
    ask_foreign,
    { NOT_ABLE, NOT_ABLE, NOT_ABLE,
      SAY ("0",
           "xcam",
           "'command':'xcam_control_set','module_name':'fod_check','control':true,'enable':true,'"
           "print_halt':true"),
      SAY ("0",
           "xcam",
           "'command':'xcam_control_set','module_name':'fod_check','control':true,'enable':true,'"
           "print_halt':true") } },
  { "nozzle-kind",
    NULL,
    ask_nozzle_kind,
    { SAY ("0",
           "system",
           "'command':'set_accessories','accessory_type':'nozzle','nozzle_diameter':0.5,'nozzle_"
           "type':'hardened_steel'"),
      SAY ("0",
           "system",
           "'command':'set_accessories','accessory_type':'nozzle','nozzle_diameter':0.5,'nozzle_"
           "type':'hardened_steel'"),
      NOT_ABLE, NOT_ABLE, NOT_ABLE } },
  { "access-code", NULL, ask_access_code, ALL (NOT_ABLE) },
  { "reboot", NULL, ask_reboot, ALL (SAY ("0", "system", "'command':'reboot'")) },
  { "upgrade", OFFER, ask_upgrade,
    ALL (SAY ("0", "upgrade", "'command':'upgrade_confirm','src_id':1")) },
  { "gcode", NULL, ask_gcode, ALL (GCODE ("M106 P1 S0\\n")) },
};
