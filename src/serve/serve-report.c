/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve-report.h"

#include <stdlib.h>

#include "account/bambu-json.h"
#include "printer/bambu-report-private.h"
#include "serve-mask.h"

/* Of what nobody here reads; a whole report has about thirty thousand. */
#define MOST_REST_BYTES (512 * 1024)

struct _ServeReport
{
  BambuReport *report;
  yyjson_mut_doc *rest; /* all that came, merged key by key; NULL: nothing */
  gsize rest_size;      /* bytes at most */
  char *text;           /* NULL: to be made */
};

ServeReport *
serve_report_new (void)
{
  ServeReport *self = g_new0 (ServeReport, 1);

  self->report = bambu_report_new ();

  return self;
}

void
serve_report_free (ServeReport *self)
{
  bambu_report_free (self->report);
  yyjson_mut_doc_free (self->rest);
  g_free (self->text);
  g_free (self);
}

static gsize
measure (yyjson_mut_val *value)
{
  gsize size = 0;
  char *text = yyjson_mut_val_write (value, 0, &size);

  free (text);

  return size;
}

static void
merge_rest (ServeReport *self, yyjson_val *print, gboolean full)
{
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_val_mut_copy (document, print);

  self->rest_size = (full ? 0 : self->rest_size) + measure (root);
  if (!full && self->rest)
    root = yyjson_mut_merge_patch (document, yyjson_mut_doc_get_root (self->rest), root);
  if (self->rest_size > MOST_REST_BYTES)
    self->rest_size = measure (root);

  g_clear_pointer (&self->rest, yyjson_mut_doc_free);
  yyjson_mut_doc_set_root (document, root);
  if (self->rest_size <= MOST_REST_BYTES)
    self->rest = document;
  else
    yyjson_mut_doc_free (document);
}

void
serve_report_merge (ServeReport *self, yyjson_val *print, gboolean full, gint64 now)
{
  bambu_report_merge (self->report, print, full, now);
  merge_rest (self, print, full);
  g_clear_pointer (&self->text, g_free);
}

/* What is read here is known better, and may be left out on purpose. */
static void
add_rest (yyjson_mut_doc *document,
          yyjson_mut_val *object,
          yyjson_mut_val *rest,
          const BambuReportObject *fields)
{
  yyjson_mut_obj_iter iter = yyjson_mut_obj_iter_with (rest);
  yyjson_mut_val *name;

  while ((name = yyjson_mut_obj_iter_next (&iter)))
    if (bambu_report_find_key (fields, yyjson_mut_get_str (name)) == BAMBU_N_KEYS
        && !yyjson_mut_obj_get (object, yyjson_mut_get_str (name)))
      yyjson_mut_obj_add (object, yyjson_mut_val_mut_copy (document, name),
                          yyjson_mut_val_mut_copy (document, yyjson_mut_obj_iter_get_val (name)));
}

static yyjson_mut_val *
copy_all (ServeReport *self, yyjson_mut_doc *document)
{
  yyjson_mut_val *print = bambu_report_copy_to (self->report, document);
  yyjson_mut_val *rest = self->rest ? yyjson_mut_doc_get_root (self->rest) : NULL;

  if (!rest)
    return print;

  add_rest (document, print, rest, &bambu_report_objects[0]);
  for (guint i = 1; i < BAMBU_N_REPORT_OBJECTS; i++)
    add_rest (document, yyjson_mut_obj_get (print, bambu_report_objects[i].name),
              yyjson_mut_obj_get (rest, bambu_report_objects[i].name), &bambu_report_objects[i]);

  return print;
}

static char *
make_text (ServeReport *self, const char *const *secrets)
{
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (document);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) masked = NULL;
  gsize length;
  char *text;

  yyjson_mut_obj_add_val (document, root, "print", copy_all (self, document));
  yyjson_mut_doc_set_root (document, root);
  text = yyjson_mut_write (document, 0, &length);
  yyjson_mut_doc_free (document);
  if (text == NULL)
    return NULL;

  bytes = g_bytes_new_with_free_func (text, length, free, text);
  node = bambu_json_parse (bytes, NULL);
  if (node == NULL)
    return NULL;

  masked = serve_mask_json (node, secrets);

  return json_to_string (masked, FALSE);
}

const char *
serve_report_get_text (ServeReport *self, const char *const *secrets)
{
  if (self->text == NULL)
    self->text = make_text (self, secrets);

  return self->text;
}
