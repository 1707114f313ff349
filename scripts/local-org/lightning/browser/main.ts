import "@lwc/synthetic-shadow";
import { createElement } from "lwc";
import Shell from "local/shell";

document.getElementById("root")?.append(createElement("local-shell", { is: Shell }));
