# One image a service, from the same two stages. Build one with: docker build --target supervisor .
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:24-slim AS base
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 TSX_DISABLE_CACHE=1
COPY --from=packages /app/node_modules ./node_modules
COPY package.json tsconfig.json LICENSE ./
COPY contract ./contract
COPY platform ./platform
COPY database ./database
COPY models ./models
COPY knowledge ./knowledge
COPY tools ./tools
COPY agents ./agents
COPY graph ./graph
COPY web ./web
COPY setup.ts setup-main.ts ./
USER node
# Services answer /livez whatever else is down; readiness is the orchestrator's to ask at /readyz.
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --start-interval=1s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HEALTH_PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]

FROM base AS setup
HEALTHCHECK NONE
CMD ["node", "--import", "tsx", "setup-main.ts"]

FROM base AS supervisor
ENV HEALTH_PORT=8080
EXPOSE 8080
CMD ["node", "--import", "tsx", "graph/main.ts"]

FROM base AS order-management
ENV HEALTH_PORT=8081
EXPOSE 8081
CMD ["node", "--import", "tsx", "agents/order-management/main.ts"]

FROM base AS product-recommendation
ENV HEALTH_PORT=8082
EXPOSE 8082
CMD ["node", "--import", "tsx", "agents/product-recommendation/main.ts"]

FROM base AS troubleshooting
ENV HEALTH_PORT=8083
EXPOSE 8083
CMD ["node", "--import", "tsx", "agents/troubleshooting/main.ts"]

FROM base AS personalization
ENV HEALTH_PORT=8084
EXPOSE 8084
CMD ["node", "--import", "tsx", "agents/personalization/main.ts"]
