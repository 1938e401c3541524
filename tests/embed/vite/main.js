import { check, load, Session } from "wayhome";
import "wayhome/element";
import { show } from "./show.js";

await load();
show(check, Session);
