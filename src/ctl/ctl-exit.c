/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-exit.h"

#include "link/bambu-link.h"

CtlExit
ctl_exit_from_error (const GError *error)
{
  if (error->domain != BAMBU_LINK_ERROR)
    return CTL_EXIT_USAGE;

  switch ((BambuLinkError) error->code)
    {
    case BAMBU_LINK_ERROR_REFUSED:
      return CTL_EXIT_REFUSED;
    case BAMBU_LINK_ERROR_CERTIFICATE:
      return CTL_EXIT_CERTIFICATE;
    case BAMBU_LINK_ERROR_TIMED_OUT:
      return CTL_EXIT_TIMED_OUT;
    case BAMBU_LINK_ERROR_UNREACHABLE:
    case BAMBU_LINK_ERROR_PROTOCOL:
    case BAMBU_LINK_ERROR_CLOSED:
    default:
      return CTL_EXIT_UNREACHABLE;
    }
}
