/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/printer/bambu-model.h"

#include "bambu/printer/bambu-versions-private.h"
#include "report-fixture.h"

static void
test_find (void)
{
  static const struct
  {
    const char *name;
    const char *code;
  } cases[] = {
    { "C12", "C12" },
    { "c12", "C12" },
    { "P1S", "C12" },
    { "Bambu Lab P1S", "C12" },
    { "bambulab p1s", "C12" },
    { "X1-Carbon", "BL-P001" },
    { "X1 Carbon", "BL-P001" },
    { "X1C", "BL-P001" },
    { "BL-P001", "BL-P001" },
    { "BLP001", "BL-P001" },
    { "3DPrinter-X1-Carbon", "BL-P001" },
    { "Bambu Lab X1-Carbon", "BL-P001" },
    { "3DPrinter-X1", "BL-P002" },
    { "X1", "BL-P002" },
    { "X1E", "C13" },
    { "A1 mini", "N1" },
    { "A1MINI", "N1" },
    { "A1", "N2S" },
    { "H2D Pro", "O1E" },
    { "O2D", "O1E" },
    { "Bambu Lab H2D", "O1D" },
    { "O1C", "O1C2" },
    { "H2C", "O1C2" },
    { "N6", "N6" },
    { "Z9", "" },
    { "N8", "" },
    { "Bambu Lab", "" },
    { "---", "" },
    { "", "" },
    { NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (bambu_model_find (cases[i].name)->code, ==, cases[i].code);
}

static void
test_files (void)
{
  static const struct
  {
    const char *printer;
    const char *file;
    gboolean is_taken;
  } cases[] = {
    { "P1S", "P1S", TRUE },     { "X1C", "P1S", TRUE },      { "P1S", "X1C", TRUE },
    { "P1P", "X1E", TRUE },     { "X1E", "P1P", TRUE },      { "A1", "A1 mini", FALSE },
    { "A1 mini", "A1", FALSE }, { "P2S", "P1S", FALSE },     { "X1C", "P2S", FALSE },
    { "H2D Pro", "H2D", TRUE }, { "H2D", "H2D Pro", FALSE }, { "H2D", "H2S", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_true (bambu_model_takes_files_of (bambu_model_find (cases[i].printer),
                                               bambu_model_find (cases[i].file))
                   == cases[i].is_taken);
}

static void
test_serials (void)
{
  g_assert_cmpstr (bambu_model_find_by_serial ("01P00A000000000")->name, ==, "P1S");
  g_assert_cmpstr (bambu_model_find_by_serial ("22e00A000000000")->name, ==, "P2S");
  g_assert_true (bambu_model_find_by_serial ("ZZZ") == bambu_model_get_unknown ());
  g_assert_true (bambu_model_find_by_serial ("01") == bambu_model_get_unknown ());
  g_assert_true (bambu_model_find_by_serial ("") == bambu_model_get_unknown ());
}

/* Each row is found by all its names, and no two have one in common. */
static void
test_rows (void)
{
  guint n_models;
  const BambuModel *models = bambu_model_list (&n_models);

  g_assert_cmpuint (n_models, ==, 14);

  for (guint i = 0; i < n_models; i++)
    {
      gboolean is_jpeg = g_str_has_prefix (models[i].name, "P1") || models[i].name[0] == 'A';

      g_assert_cmpint (models[i].camera, ==,
                       is_jpeg ? BAMBU_CAMERA_KIND_JPEG : BAMBU_CAMERA_KIND_RTSPS);
      g_assert_true (bambu_model_find (models[i].code) == &models[i]);
      g_assert_true (bambu_model_find (models[i].name) == &models[i]);
      g_assert_true (bambu_model_find (models[i].product_name) == &models[i]);
      g_assert_true (bambu_model_find_by_serial (models[i].serial_prefix) == &models[i]);
      g_assert_cmpuint (models[i].extruders, >=, 1);
      g_assert_true ((models[i].chamber_max > 0)
                     == !!(models[i].capabilities & BAMBU_CAPABILITY_CHAMBER_HEATER));
    }
}

static BambuVersions *
versions_from (const char *modules)
{
  g_autofree char *json =
      g_strdup_printf ("{'info':{'command':'get_version','module':[%s]}}", modules);
  g_autoptr (BambuFrame) frame = fixture_frame (json);

  return bambu_versions_new (bambu_frame_get_section (frame));
}

static void
test_versions (void)
{
  static const struct
  {
    const char *modules;
    const char *by_product;
    const char *by_hardware;
  } cases[] = {
    { "{'name':'ota','product_name':'Bambu Lab P1S'}", "C12", "" },
    { "{'name':'ota','product_name':''}", "", "" },
    { "{'name':'ota'},{'name':'esp32','hw_ver':'AP04','project_name':'C11'}", "", "C11" },
    { "{'name':'esp32','hw_ver':'AP04','project_name':'C12'}", "", "C12" },
    { "{'name':'esp32','hw_ver':'AP05','project_name':'N1'}", "", "N1" },
    { "{'name':'esp32','hw_ver':'AP05','project_name':'N2S'}", "", "N2S" },
    { "{'name':'rv1126','hw_ver':'AP05'}", "", "BL-P001" },
    { "{'name':'ap','hw_ver':'AP02'}", "", "C13" },
    { "{'name':'ap','hw_ver':'AP99'}", "", "" },
    { "7,[],{'name':3},{'sw_ver':'1'}", "", "" },
    { "", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BambuVersions) versions = versions_from (cases[i].modules);

      g_assert_cmpstr (bambu_versions_find_model (versions, FALSE)->code, ==, cases[i].by_product);
      g_assert_cmpstr (bambu_versions_find_model (versions, TRUE)->code, ==, cases[i].by_hardware);
    }
}

static void
test_modules (void)
{
  g_autoptr (BambuVersions) versions =
      versions_from ("{'name':'ota','sw_ver':'01.02.03.04','product_name':'Bambu Lab A1','sn':''},"
                     "{'name':'ams_f1/0','sw_ver':'1','sn':'X'},{'name':'n3s/128'}");
  g_autoptr (BambuVersions) complete = versions_from ("{'name':'ota','sn':'0390'}");

  g_assert_cmpstr (bambu_versions_get_firmware (versions), ==, "01.02.03.04");
  g_assert_cmpstr (bambu_versions_get_product_name (versions), ==, "Bambu Lab A1");
  g_assert_true (bambu_versions_has_module (versions, "ams_f1", 0));
  g_assert_true (bambu_versions_has_module (versions, "n3s", 128));
  g_assert_false (bambu_versions_has_module (versions, "ams", 0));
  g_assert_false (bambu_versions_is_complete (versions));
  g_assert_true (bambu_versions_is_complete (complete));

  g_assert_null (bambu_versions_get_firmware (NULL));
  g_assert_false (bambu_versions_has_module (NULL, "ams", 0));
  g_assert_false (bambu_versions_is_complete (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/find", test_find);
  g_test_add_func ("/model/files", test_files);
  g_test_add_func ("/model/serials", test_serials);
  g_test_add_func ("/model/rows", test_rows);
  g_test_add_func ("/model/versions", test_versions);
  g_test_add_func ("/model/modules", test_modules);

  return g_test_run ();
}
