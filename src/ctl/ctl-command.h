/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "ctl-exit.h"
#include "ctl-options.h"

G_BEGIN_DECLS

/* What culmctl can do. Each returns a future that resolves to a #CtlExit, an int, or rejects with
 * an error to be said; what belongs to a printer is said before. Dropping the future stops it. */

/** ctl_command_status: what printers report now */
DexFuture *ctl_command_status (CtlOptions *options);
/** ctl_command_watch: the same at each change, until it is stopped */
DexFuture *ctl_command_watch (CtlOptions *options);
/** ctl_command_monitor: each report, or some values of it, until it is stopped */
DexFuture *ctl_command_monitor (CtlOptions *options);
/** ctl_command_query: several things of an account's at once */
DexFuture *ctl_command_query (CtlOptions *options);
/** ctl_command_control: asks something of a printer and waits until a report shows it */
DexFuture *ctl_command_control (CtlOptions *options);
/** ctl_command_snapshot: one picture of a printer's camera, into a file */
DexFuture *ctl_command_snapshot (CtlOptions *options);
/** ctl_command_camera: pictures of it, told of as they come or put into a folder */
DexFuture *ctl_command_camera (CtlOptions *options);
/** ctl_command_inspect: what is in a file, and whether it is whole */
DexFuture *ctl_command_inspect (CtlOptions *options);
/** ctl_command_files: what is in a folder of a printer */
DexFuture *ctl_command_files (CtlOptions *options);
/** ctl_command_get: brings a file of a printer here */
DexFuture *ctl_command_get (CtlOptions *options);
/** ctl_command_rm: deletes files of a printer */
DexFuture *ctl_command_rm (CtlOptions *options);
/** ctl_command_upload: sends files to where a printer prints them from */
DexFuture *ctl_command_upload (CtlOptions *options);
/** ctl_command_print: sends a file to a printer, and sees it print */
DexFuture *ctl_command_print (CtlOptions *options);
/** ctl_command_list: the printers that are known, without asking them */
DexFuture *ctl_command_list (CtlOptions *options);
/** ctl_command_add: tries a printer and remembers it */
DexFuture *ctl_command_add (CtlOptions *options);
/** ctl_command_remove: forgets a printer */
DexFuture *ctl_command_remove (CtlOptions *options);
/** ctl_command_discover: listens to printers that announce themselves */
DexFuture *ctl_command_discover (CtlOptions *options);
/** ctl_command_login: signs in to the vendor's service, or asks whether somebody is */
DexFuture *ctl_command_login (CtlOptions *options);
/** ctl_command_logout: signs out, and forgets the sign-in whatever the service says */
DexFuture *ctl_command_logout (CtlOptions *options);
/** ctl_command_devices: the printers that are bound to the account */
DexFuture *ctl_command_devices (CtlOptions *options);
/** ctl_command_history: what was printed, as this computer saw it */
DexFuture *ctl_command_history (CtlOptions *options);
/** ctl_command_tasks: its prints */
DexFuture *ctl_command_tasks (CtlOptions *options);
/** ctl_command_messages: what the service has to tell */
DexFuture *ctl_command_messages (CtlOptions *options);
/** ctl_command_projects: what was uploaded to be printed; or one of it */
DexFuture *ctl_command_projects (CtlOptions *options);
/** ctl_command_profile: who is signed in */
DexFuture *ctl_command_profile (CtlOptions *options);
/** ctl_command_firmware: which firmware the account's printers have, and could have */
DexFuture *ctl_command_firmware (CtlOptions *options);
/** ctl_command_serve: answers the requests of others, itself or by the service, until it is stopped
 */
DexFuture *ctl_command_serve (CtlOptions *options);
/** ctl_command_serve_token: who may send them */
DexFuture *ctl_command_serve_token (CtlOptions *options);

G_END_DECLS
