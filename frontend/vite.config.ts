import { defineConfig } from "vitest/config";

// Three bundles, each whole in itself: `vite build --mode app`, `--mode public` and `--mode builder`.
// dist/ is committed: readable, with stable names; Django's staticfiles hashes the names at deploy.
export default defineConfig(({ mode }) => ({
  base: "./",
  publicDir: mode === "app" ? "assets" : false,
  build: {
    outDir: "dist",
    emptyOutDir: false,
    minify: false,
    cssMinify: false,
    modulePreload: false,
    target: "es2020",
    rollupOptions: {
      input: `src/${mode}.ts`,
      output: { entryFileNames: "[name].js", assetFileNames: "[name][extname]" },
    },
  },
  test: { environment: "happy-dom", include: ["src/**/*.test.ts"] },
}));
