import { defineConfig } from "vite";

// dist/ is committed: readable, with stable names; Django's staticfiles hashes the names at deploy.
export default defineConfig({
  base: "./",
  publicDir: "assets",
  build: {
    outDir: "dist",
    emptyOutDir: true,
    minify: false,
    cssMinify: false,
    modulePreload: false,
    target: "es2020",
    rollupOptions: {
      input: { app: "src/app.ts", public: "src/public.ts" },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
  test: { environment: "happy-dom", include: ["src/**/*.test.ts"] },
} as Parameters<typeof defineConfig>[0]);
