partita story 1
seed 13
brokers 3
# Ten partitions of positions, a truck is a key; a dashboard and a notification service read the same records.
4 topic trucks_gps partitions=10 replicas=3
6 producer fleet topic=trucks_gps rate=8 keys=truck1,truck2,truck3,truck4,truck5,truck6,truck7,truck8,truck9
8 consumer dashboard-1 group=location-dashboard topic=trucks_gps auto.offset.reset=earliest
8.2 consumer dashboard-2 group=location-dashboard topic=trucks_gps auto.offset.reset=earliest
9 consumer notify-1 group=notification-service topic=trucks_gps auto.offset.reset=earliest process.ms=300
40 end
