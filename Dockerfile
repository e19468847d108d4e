# The hub as an image. How to run it: docs/operating.md, “In a container”, and compose.yaml.
# test/crash/image.test.ts carries these steps out one by one; an instruction that it does not know fails it.

FROM node:24-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
# No package's own script runs: nothing that is built or run here needs one.
RUN npm ci --ignore-scripts
COPY vite.config.ts vite.hub.config.ts ./
COPY scripts/compress-web.mjs scripts/
COPY src src
COPY web web
RUN npm run build --ignore-scripts
# What stays is what runs. Optional ones are the web's tools, which better-auth names as possible companions.
RUN npm prune --omit=dev --omit=optional --ignore-scripts

FROM node:24-slim
LABEL org.opencontainers.image.title="Crosstie"
LABEL org.opencontainers.image.description="Turns findings into tickets in the tracker a team already uses."
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 CROSSTIE_DATA_DIR=/data
# The one folder that the hub writes to: the embedded database and its key, and Node's compile cache.
RUN mkdir -m 700 /data && chown 10001:10001 /data
WORKDIR /app
COPY --from=build /build/node_modules node_modules
COPY --from=build /build/dist dist
COPY package.json ./
COPY bin bin
USER 10001:10001
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "bin/crosstie.mjs"]
CMD ["serve"]
