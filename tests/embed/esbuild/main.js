import { check, load, Session } from "wayhome";
import "wayhome/element";
import { exported } from "./exported.js";
import { show } from "./show.js";

await load();
show(check, Session);
if (location.hash === "#export") await exported();
