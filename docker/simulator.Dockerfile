# A simulated DHCP server, for the compose file.
FROM eclipse-temurin:17-jre

COPY quickstart/runtime/simulator/target/lib /opt/simulator/lib
USER 1000
EXPOSE 6767
ENTRYPOINT ["java", "-cp", "/opt/simulator/lib/*", "net.leasequery.simulator.cli.SimulatorCommand"]
