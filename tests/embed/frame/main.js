import { connect } from "/wayhome/frame/host.js";

const at = new URLSearchParams(location.search).get("frame");
const iframe = document.createElement("iframe");
iframe.title = "Wayhome’s checks";
iframe.hidden = true;
iframe.src = `${at}/frame/index.html?host=${encodeURIComponent(location.origin)}`;
document.body.append(iframe);
window.frame = await connect(iframe, at);
document.body.dataset.connected = "";
