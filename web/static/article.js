// Brings the cited words into view.

import { calm } from "./html.js";

document.querySelector("mark.cited")?.scrollIntoView({ block: "center", behavior: calm });
