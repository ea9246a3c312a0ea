/** Build and test settings: one entry, one style sheet, hashed files that django-vite finds by the manifest. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  base: "/static/dist/",
  publicDir: false,
  build: {
    outDir: "src/harsat/web/static/dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2022",
    // Icons stay files, so that a page is cached by its hash and a strict policy needs no exception.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: "frontend/main.ts",
      // htmx keeps an eval that allowEval = false never reaches, and that the content policy would stop.
      checks: { eval: false },
    },
  },
  test: {
    include: ["frontend/**/*.test.ts"],
    pool: "threads",
    environment: "node",
  },
});
