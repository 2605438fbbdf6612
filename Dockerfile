# Portal Desk in an image: docs/operate.md says how it is run.
ARG NODE=24.21.0-bookworm-slim

# The console needs its build tools once.
FROM node:${NODE} AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

# The server needs none of them. No package it needs has an install script to run.
FROM node:${NODE} AS packages
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:${NODE}
# Without these the C library keeps an arena of memory for each of a dozen threads, and gives back little of what a large piece of work took.
ENV MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=131072 MALLOC_TRIM_THRESHOLD_=131072
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/data
WORKDIR /app
# Owned by root: the server can read itself and change nothing. All it writes is in /data.
COPY package.json LICENSE ./
COPY --from=packages /src/node_modules ./node_modules
COPY --from=build /src/api ./api
COPY --from=build /src/migrations ./migrations
COPY --from=build /src/console/dist ./console/dist
RUN install -d -o node -g node -m 700 /data
USER node
VOLUME /data
EXPOSE 8080
# Alive, not ready: a new container would not bring a database back.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((reply) => process.exit(reply.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=8", "api/server.ts"]
