import type { Check } from './check.ts'
import { accountCheck } from './checks/account.ts'
import { addressCheck } from './checks/address/address.ts'
import { boardsCheck } from './checks/boards.ts'
import { clientCertificateCheck } from './checks/client-certificate.ts'
import { clockCheck } from './checks/clock.ts'
import { credentialCheck } from './checks/credential.ts'
import { dnsCheck } from './checks/dns.ts'
import { foldersCheck } from './checks/folders.ts'
import { gatewayCheck } from './checks/gateway.ts'
import { methodCheck } from './checks/method.ts'
import { oauthCheck } from './checks/oauth.ts'
import { proxyCheck } from './checks/proxy.ts'
import { rateLimitsCheck } from './checks/rate-limits.ts'
import { redirectPortCheck } from './checks/redirect-port.ts'
import { redirectWaysCheck } from './checks/redirect-ways.ts'
import { registrationCheck } from './checks/registration/registration.ts'
import { scopeCheck } from './checks/scope.ts'
import { secretsCheck } from './checks/secrets.ts'
import { settingsCheck } from './checks/settings.ts'
import { tcpCheck } from './checks/tcp.ts'
import { terminalCheck } from './checks/terminal.ts'
import { tlsCheck } from './checks/tls/tls.ts'
import { versionCheck } from './checks/version.ts'
import type { Machine, Subject } from './subject.ts'

/** What is checked whatever the site, in the order of the report. */
export const machineChecks: readonly Check<Machine>[] = [secretsCheck, foldersCheck, terminalCheck]

/** What is checked of a site, each after all that it needs. */
export const siteChecks: readonly Check<Subject>[] = [
  settingsCheck,
  proxyCheck,
  dnsCheck,
  tcpCheck,
  tlsCheck,
  clientCertificateCheck,
  addressCheck,
  versionCheck,
  clockCheck,
  gatewayCheck,
  methodCheck,
  oauthCheck,
  registrationCheck,
  redirectPortCheck,
  redirectWaysCheck,
  credentialCheck,
  accountCheck,
  scopeCheck,
  boardsCheck,
  rateLimitsCheck,
]
