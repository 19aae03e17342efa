//! How the browser is started: without a window, without a past, and without network.

use std::ffi::OsString;
use std::path::Path;

/// What every browser is started with.
///
/// All requests are intercepted, and none is let through. These make direct traffic
/// impossible besides: a proxy at a port where nothing listens, for loopback addresses too;
/// no names; no UDP, neither of QUIC nor of WebRTC; none of the browser's own errands.
const FLAGS: &[&str] = &[
    "--headless=new",
    "--remote-debugging-pipe",
    "--proxy-server=127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--dns-prefetch-disable",
    "--disable-quic",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-client-side-phishing-detection",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-pings",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-default-apps",
    "--disable-component-extensions-with-background-pages",
    "--disable-breakpad",
    "--disable-crash-reporter",
    "--disable-notifications",
    "--deny-permission-prompts",
    "--password-store=basic",
    "--use-mock-keychain",
    "--mute-audio",
    // A page shows what the region's own visitors see.
    "--lang=zh-CN",
    "--accept-lang=zh-CN,zh",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    // Timers of a page nobody looks at run as if somebody did.
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    // A script that wants more is a page that crashes, not a machine that does.
    "--js-flags=--max-old-space-size=512",
];

/// Features that are switched off. `Https…`: the browser would ask for `https` where a page
/// says `http`, and what a site offers is to be judged, not improved. `LocalNetworkAccess…`:
/// it would refuse addresses by itself, and refusing is the host's. `BackForwardCache`: a page
/// that was left would go on asking.
const FEATURES_OFF: &[&str] = &[
    "HttpsUpgrades",
    "HttpsFirstModeV2",
    "HttpsFirstModeIncognito",
    "HttpsFirstBalancedMode",
    "HttpsFirstBalancedModeAutoEnable",
    "LocalNetworkAccessChecks",
    "LocalNetworkAccessChecksWebRTC",
    "BackForwardCache",
    "MediaRouter",
    "OptimizationHints",
    "Translate",
    "AutofillServerCommunication",
    "CertificateTransparencyComponentUpdater",
];

/// All arguments of a browser with `profile`, an empty folder of its own.
pub(super) fn flags(profile: &Path) -> Vec<OsString> {
    let mut flags: Vec<OsString> = FLAGS.iter().map(OsString::from).collect();
    flags.push(format!("--disable-features={}", FEATURES_OFF.join(",")).into());
    let mut folder = OsString::from("--user-data-dir=");
    folder.push(profile);
    flags.push(folder);
    if rustix::process::geteuid().is_root() {
        // Chromium refuses to start its sandbox as root. Anybody else gets the sandbox, or
        // `no-browser` with Chromium's own words; it is never switched off in silence.
        flags.push("--no-sandbox".into());
    }
    flags.push("about:blank".into());
    flags
}
