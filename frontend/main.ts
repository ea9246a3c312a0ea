/** The entry: styles, htmx, and one import per element. */

import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/form.css";
import "./styles/badge.css";
import "./styles/table.css";
import "./styles/popover.css";
import "./styles/shell.css";
import "./styles/layout.css";
import "./styles/panel.css";
import "./styles/dock.css";
import "./styles/sheet-table.css";
import "./styles/grid.css";
import "./styles/cellbar.css";
import "./styles/tray.css";
import "./styles/derivation.css";
import "./styles/toast.css";
import "./styles/board.css";
import "./styles/palette.css";
import "./styles/teach.css";
import "./styles/door.css";
import "./styles/catalogue.css";
import "./styles/history.css";
import "./styles/drawer.css";
import "./styles/documents.css";
import "./styles/chart.css";
import "./styles/print.css";

import "./lib/htmx";

import "./grid/rab-grid";
import "./elements/cell-bar";
import "./elements/confirm-button";
import "./elements/derivation-popover";
import "./elements/grid-status";
import "./elements/harga-page";
import "./elements/rab-total";
import "./elements/refused-tray";
import "./elements/saved-state";
import "./elements/theme-toggle";
import "./elements/toast-region";
import "./elements/undo-buttons";
