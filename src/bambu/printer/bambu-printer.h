/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-alert.h"
#include "bambu-ams.h"
#include "bambu-enums.h"
#include "bambu-extruder.h"
#include "bambu-fan.h"
#include "bambu-heater.h"
#include "bambu-job.h"
#include "bambu-light.h"
#include "bambu-limits.h"
#include "bambu-model.h"
#include "bambu-nozzle.h"
#include "bambu-pending.h"
#include "bambu-setting.h"
#include "bambu-trend.h"
#include "link/bambu-link.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_PRINTER (bambu_printer_get_type ())
G_DECLARE_FINAL_TYPE (BambuPrinter, bambu_printer, BAMBU, PRINTER, BambuPart)

/**
 * BambuPrinter:
 *
 * A printer: what widgets bind to. Its state comes from a [iface@Bambu.Link]'s reports; until the
 * first one it shows the last report that was remembered. Main context only. Parts (`job`, `bed` …)
 * always exist and stay the same objects; what is not known is said to be unknown.
 *
 * Properties. Writable: `name` (string). All others are readable only:
 *
 * - `serial` (string, construct-only)
 * - `model-name` (string): as users say it; an unknown model: what the printer calls itself
 * - `address` (string, nullable): where it is reached: host, or host:port if not on the usual ports
 * - `demo` (boolean): a simulated printer
 * - `connection` (#BambuConnection)
 * - `link-state` (#BambuLinkState), `link-error` (boxed #GError, nullable), `certificate` (boxed
 * #BambuCertificate, nullable): the link's
 * - `freshness` (#BambuFreshness), `rights` (#BambuRights), `capabilities` (#BambuCapabilities)
 * - `seen` (int64): Unix seconds of the last report; 0 never
 * - `has-report` (boolean): some report, live or remembered, is shown
 * - `state` (#BambuState), `state-word` (string: as reported)
 * - `stage` (int: `stg_cur`; −1 idle), `stage-name` (string, nullable: English; idle is %NULL)
 * - `job`, `bed`, `chamber`
 * - `extruders` (#GListModel of [class@Bambu.Extruder], never empty), `active-extruder`
 * ([class@Bambu.Extruder])
 * - `nozzle-rack` (#GListModel of [class@Bambu.Nozzle])
 * - `fans`, `lights`, `ams-units`, `external-trays` (#GListModel)
 * - `alerts` (#GListModel of [class@Bambu.Alert]): what the printer says is wrong
 * - `warnings` (#GListModel of [class@Bambu.Alert]): what we say is wrong, by the limits of
 * bambu_printer_set_limits()
 * - `active-tray` ([class@Bambu.Tray], nullable)
 * - `speed-level` (int: 1 to 4; 0 unknown)
 * - `firmware` (string, nullable), `product-name` (string, nullable)
 * - `ip` (string, nullable: as reported), `wifi-dbm` (int: 0 unknown or wired), `wired` (boolean)
 * - `door` (#BambuDoor), `storage` (#BambuStorageState), `camera-kind` (#BambuCameraKind)
 * - `camera-off` (boolean): it reports that live view over the network is switched off
 * - `settings` (#GListModel of [class@Bambu.Setting]): those that it has, by kind
 * - `ams-activity` (#BambuAmsActivity), `ams-step` (int: the low byte of `ams_status`)
 * - `air-mode`, `air-submode` (int: of the air duct; −1 none)
 * - `upgrading` (boolean: its firmware is being changed), `upgrade-percent` (int: −1 unknown),
 * `upgrade-version` (string, nullable: a firmware that it offers to install)
 */

/**
 * bambu_printer_new:
 * @serial: its serial
 * @model: (nullable): a model code or name if known; else the serial's prefix tells
 *
 * Returns: (transfer full): a printer without a link
 */
BambuPrinter *bambu_printer_new (const char *serial, const char *model);

/**
 * bambu_printer_set_link:
 * @self: a printer
 * @link: (nullable) (transfer none): the way to it
 * @connection: what kind of way that is
 *
 * Closes the link that it had, follows this one and opens it. At each opening the printer asks for
 * versions and a full report, by the rules for its model (protocol/mqtt-state.md §3).
 */
void bambu_printer_set_link (BambuPrinter *self, BambuLink *link, BambuConnection connection);
BambuLink *bambu_printer_get_link (BambuPrinter *self);

/**
 * bambu_printer_refresh:
 * @self: a printer
 *
 * Asks for a full report, at most once in 3 s, on P1 and A1 once in 5 minutes.
 *
 * Returns: %TRUE if it was asked for; %FALSE if it is too early or the link is not open
 */
gboolean bambu_printer_refresh (BambuPrinter *self);

/**
 * bambu_printer_restore:
 * @self: a printer
 * @report: the JSON of bambu_printer_dup_report()
 * @seen: when it was heard, Unix seconds
 *
 * Shows a remembered report, unless the printer was heard already. Anything wrong with it is logged
 * and ignored.
 */
void bambu_printer_restore (BambuPrinter *self, GBytes *report, gint64 seen);

/**
 * bambu_printer_dup_report:
 *
 * Returns: (transfer full) (nullable): the merged report and the versions as JSON, to be
 * remembered; without secrets
 */
GBytes *bambu_printer_dup_report (BambuPrinter *self);

/**
 * bambu_printer_set_limits:
 * @limits: (nullable): %NULL: nothing is warned of
 *
 * What `warnings` are judged by from now on.
 */
void bambu_printer_set_limits (BambuPrinter *self, BambuLimits *limits);

/**
 * bambu_printer_apply:
 * @self: a printer
 * @frame: a message
 *
 * What a link's `frame` does. For tests and benchmarks.
 */
void bambu_printer_apply (BambuPrinter *self, BambuFrame *frame);

const char *bambu_printer_get_serial (BambuPrinter *self);
const char *bambu_printer_get_name (BambuPrinter *self);
void bambu_printer_set_name (BambuPrinter *self, const char *name);
const BambuModel *bambu_printer_get_model (BambuPrinter *self);
const char *bambu_printer_get_model_name (BambuPrinter *self);
const char *bambu_printer_get_address (BambuPrinter *self);
void bambu_printer_set_address (BambuPrinter *self, const char *address);
gboolean bambu_printer_is_demo (BambuPrinter *self);
void bambu_printer_set_demo (BambuPrinter *self, gboolean demo);
BambuConnection bambu_printer_get_connection (BambuPrinter *self);
BambuLinkState bambu_printer_get_link_state (BambuPrinter *self);
const GError *bambu_printer_get_link_error (BambuPrinter *self);
const BambuCertificate *bambu_printer_get_certificate (BambuPrinter *self);
BambuFreshness bambu_printer_get_freshness (BambuPrinter *self);
BambuRights bambu_printer_get_rights (BambuPrinter *self);
BambuCapabilities bambu_printer_get_capabilities (BambuPrinter *self);
gint64 bambu_printer_get_seen (BambuPrinter *self);
gboolean bambu_printer_has_report (BambuPrinter *self);
BambuState bambu_printer_get_state (BambuPrinter *self);
const char *bambu_printer_get_state_word (BambuPrinter *self);
int bambu_printer_get_stage (BambuPrinter *self);
const char *bambu_printer_get_stage_name (BambuPrinter *self);
BambuJob *bambu_printer_get_job (BambuPrinter *self);
BambuHeater *bambu_printer_get_bed (BambuPrinter *self);
BambuHeater *bambu_printer_get_chamber (BambuPrinter *self);
GListModel *bambu_printer_get_extruders (BambuPrinter *self);
BambuExtruder *bambu_printer_get_active_extruder (BambuPrinter *self);
GListModel *bambu_printer_get_nozzle_rack (BambuPrinter *self);
GListModel *bambu_printer_get_fans (BambuPrinter *self);
GListModel *bambu_printer_get_lights (BambuPrinter *self);
GListModel *bambu_printer_get_ams_units (BambuPrinter *self);
GListModel *bambu_printer_get_external_trays (BambuPrinter *self);
GListModel *bambu_printer_get_alerts (BambuPrinter *self);
GListModel *bambu_printer_get_settings (BambuPrinter *self);
GListModel *bambu_printer_get_warnings (BambuPrinter *self);
/** bambu_printer_has_warning: one of @kind is in `warnings`; @code: the AMS's name, the tray's
 * label
 */
gboolean bambu_printer_has_warning (BambuPrinter *self, BambuAlertKind kind, const char *code);
BambuTray *bambu_printer_get_active_tray (BambuPrinter *self);
int bambu_printer_get_speed_level (BambuPrinter *self);
const char *bambu_printer_get_firmware (BambuPrinter *self);
const char *bambu_printer_get_product_name (BambuPrinter *self);
const char *bambu_printer_get_ip (BambuPrinter *self);
int bambu_printer_get_wifi_dbm (BambuPrinter *self);
gboolean bambu_printer_is_wired (BambuPrinter *self);
BambuDoor bambu_printer_get_door (BambuPrinter *self);
BambuStorageState bambu_printer_get_storage (BambuPrinter *self);
BambuCameraKind bambu_printer_get_camera_kind (BambuPrinter *self);
gboolean bambu_printer_is_camera_off (BambuPrinter *self);
BambuAmsActivity bambu_printer_get_ams_activity (BambuPrinter *self);
int bambu_printer_get_ams_step (BambuPrinter *self);
gboolean bambu_printer_is_upgrading (BambuPrinter *self);
int bambu_printer_get_upgrade_percent (BambuPrinter *self);
const char *bambu_printer_get_upgrade_version (BambuPrinter *self);
int bambu_printer_get_air_mode (BambuPrinter *self);
int bambu_printer_get_air_submode (BambuPrinter *self);

/** bambu_printer_find_extruder: Returns: (transfer none) (nullable): the one of that id */
BambuExtruder *bambu_printer_find_extruder (BambuPrinter *self, int id);
/** bambu_printer_find_unit: Returns: (transfer none) (nullable): the AMS of that id */
BambuAms *bambu_printer_find_unit (BambuPrinter *self, int id);
/** bambu_printer_find_tray: Returns: (transfer none) (nullable): of an AMS or external */
BambuTray *bambu_printer_find_tray (BambuPrinter *self, int ams, int slot);

/**
 * bambu_printer_get_trend:
 * @kind: what to follow
 * @part: the extruder's or AMS unit's id; else 0
 *
 * Returns: (transfer none): what that sensor said of late; empty until it says something
 */
BambuTrend *bambu_printer_get_trend (BambuPrinter *self, BambuTrendKind kind, int part);
/** bambu_printer_get_trends: Returns: (transfer none) (element-type BambuTrend): those that there
 * are by now */
GPtrArray *bambu_printer_get_trends (BambuPrinter *self);

G_END_DECLS
