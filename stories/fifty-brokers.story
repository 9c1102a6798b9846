partita story 1
seed 50
brokers 50
rack 0 a
rack 1 a
rack 2 a
rack 3 a
rack 4 a
rack 5 a
rack 6 a
rack 7 a
rack 8 a
rack 9 a
rack 10 b
rack 11 b
rack 12 b
rack 13 b
rack 14 b
rack 15 b
rack 16 b
rack 17 b
rack 18 b
rack 19 b
rack 20 c
rack 21 c
rack 22 c
rack 23 c
rack 24 c
rack 25 c
rack 26 c
rack 27 c
rack 28 c
rack 29 c
rack 30 d
rack 31 d
rack 32 d
rack 33 d
rack 34 d
rack 35 d
rack 36 d
rack 37 d
rack 38 d
rack 39 d
rack 40 e
rack 41 e
rack 42 e
rack 43 e
rack 44 e
rack 45 e
rack 46 e
rack 47 e
rack 48 e
rack 49 e
# 50 brokers in five racks, 1,000 partitions with those of __consumer_offsets, 100 members in eight groups.
6.0 topic orders partitions=200 replicas=3
6.2 topic clicks partitions=180 replicas=3
6.4 topic trucks_gps partitions=120 replicas=3
6.6 topic payments partitions=100 replicas=3
6.8 topic billing partitions=80 replicas=3
7.0 topic inventory partitions=64 replicas=3
7.2 topic audit partitions=50 replicas=3
7.4 topic email partitions=36 replicas=3
7.6 topic search partitions=30 replicas=3
7.8 topic sessions partitions=24 replicas=3
8.0 topic fraud partitions=16 replicas=3
8.2 topic returns partitions=12 replicas=3
8.4 topic pricing partitions=10 replicas=3
8.6 topic shipping partitions=9 replicas=3
8.8 topic coupons partitions=6 replicas=3
9.0 topic reviews partitions=6 replicas=3
9.2 topic first_topic partitions=4 replicas=3
9.4 topic kafkatask partitions=3 replicas=3
12.0 producer orders-app topic=orders rate=20 keys=acme,acme,acme,acme,acme,acme,acme,acme,acme,acme,acme,acme,acme,acme,k0,k1,k2,k3,k4,k5,k6,k7,k8,k9,k10,k11,k12,k13,k14,k15,k16,k17,k18,k19,k20,k21,k22,k23,k24,k25
12.1 producer clicks-app topic=clicks rate=20 keys=k0,k1,k2,k3,k4,k5,k6,k7,k8,k9,k10,k11,k12,k13,k14,k15,k16,k17,k18,k19,k20,k21,k22,k23,k24,k25,k26,k27,k28,k29,k30,k31,k32,k33,k34,k35,k36,k37,k38,k39
12.2 producer payments-app topic=payments rate=10 keys=k0,k1,k2,k3,k4,k5,k6,k7,k8,k9,k10,k11,k12,k13,k14,k15,k16,k17,k18,k19,k20,k21,k22,k23,k24,k25,k26,k27,k28,k29,k30,k31,k32,k33,k34,k35,k36,k37,k38,k39
12.3 producer trucks_gps-app topic=trucks_gps rate=10 keys=k0,k1,k2,k3,k4,k5,k6,k7,k8,k9,k10,k11,k12,k13,k14,k15,k16,k17,k18,k19,k20,k21,k22,k23,k24,k25,k26,k27,k28,k29,k30,k31,k32,k33,k34,k35,k36,k37,k38,k39
12.4 producer fraud-app topic=fraud rate=5 keys=k0,k1,k2,k3,k4,k5,k6,k7,k8,k9,k10,k11,k12,k13,k14,k15,k16,k17,k18,k19,k20,k21,k22,k23,k24,k25,k26,k27,k28,k29,k30,k31,k32,k33,k34,k35,k36,k37,k38,k39
12.5 producer search-app topic=search rate=5 keys=k0,k1,k2,k3,k4,k5,k6,k7,k8,k9,k10,k11,k12,k13,k14,k15,k16,k17,k18,k19,k20,k21,k22,k23,k24,k25,k26,k27,k28,k29,k30,k31,k32,k33,k34,k35,k36,k37,k38,k39
14.00 consumer orders-billing-1 group=orders-billing topic=orders auto.offset.reset=earliest process.ms=400
14.02 consumer orders-billing-2 group=orders-billing topic=orders auto.offset.reset=earliest process.ms=400
14.04 consumer orders-billing-3 group=orders-billing topic=orders auto.offset.reset=earliest process.ms=400
14.06 consumer orders-billing-4 group=orders-billing topic=orders auto.offset.reset=earliest process.ms=400
14.08 consumer orders-billing-5 group=orders-billing topic=orders auto.offset.reset=earliest process.ms=400
14.10 consumer orders-billing-6 group=orders-billing topic=orders auto.offset.reset=earliest process.ms=400
14.12 consumer orders-billing-7 group=orders-billing topic=orders auto.offset.reset=earliest process.ms=400
14.14 consumer orders-billing-8 group=orders-billing topic=orders auto.offset.reset=earliest process.ms=400
14.16 consumer orders-billing-9 group=orders-billing topic=orders auto.offset.reset=earliest process.ms=400
14.18 consumer orders-billing-10 group=orders-billing topic=orders auto.offset.reset=earliest process.ms=400
14.20 consumer orders-billing-11 group=orders-billing topic=orders auto.offset.reset=earliest process.ms=400
14.22 consumer orders-billing-12 group=orders-billing topic=orders auto.offset.reset=earliest process.ms=400
14.24 consumer orders-billing-13 group=orders-billing topic=orders auto.offset.reset=earliest process.ms=400
14.26 consumer orders-billing-14 group=orders-billing topic=orders auto.offset.reset=earliest process.ms=400
14.28 consumer orders-billing-15 group=orders-billing topic=orders auto.offset.reset=earliest process.ms=400
14.30 consumer orders-billing-16 group=orders-billing topic=orders auto.offset.reset=earliest process.ms=400
14.32 consumer orders-billing-17 group=orders-billing topic=orders auto.offset.reset=earliest process.ms=400
14.34 consumer orders-billing-18 group=orders-billing topic=orders auto.offset.reset=earliest process.ms=400
14.36 consumer orders-billing-19 group=orders-billing topic=orders auto.offset.reset=earliest process.ms=400
14.38 consumer orders-billing-20 group=orders-billing topic=orders auto.offset.reset=earliest process.ms=400
14.40 consumer shipping-1 group=shipping topic=orders auto.offset.reset=earliest
14.42 consumer shipping-2 group=shipping topic=orders auto.offset.reset=earliest
14.44 consumer shipping-3 group=shipping topic=orders auto.offset.reset=earliest
14.46 consumer shipping-4 group=shipping topic=orders auto.offset.reset=earliest
14.48 consumer shipping-5 group=shipping topic=orders auto.offset.reset=earliest
14.50 consumer shipping-6 group=shipping topic=orders auto.offset.reset=earliest
14.52 consumer shipping-7 group=shipping topic=orders auto.offset.reset=earliest
14.54 consumer shipping-8 group=shipping topic=orders auto.offset.reset=earliest
14.56 consumer shipping-9 group=shipping topic=orders auto.offset.reset=earliest
14.58 consumer shipping-10 group=shipping topic=orders auto.offset.reset=earliest
14.60 consumer shipping-11 group=shipping topic=orders auto.offset.reset=earliest
14.62 consumer shipping-12 group=shipping topic=orders auto.offset.reset=earliest
14.64 consumer shipping-13 group=shipping topic=orders auto.offset.reset=earliest
14.66 consumer shipping-14 group=shipping topic=orders auto.offset.reset=earliest
14.68 consumer shipping-15 group=shipping topic=orders auto.offset.reset=earliest
14.70 consumer shipping-16 group=shipping topic=orders auto.offset.reset=earliest
14.72 consumer fraud-check-1 group=fraud-check topic=payments auto.offset.reset=earliest
14.74 consumer fraud-check-2 group=fraud-check topic=payments auto.offset.reset=earliest
14.76 consumer fraud-check-3 group=fraud-check topic=payments auto.offset.reset=earliest
14.78 consumer fraud-check-4 group=fraud-check topic=payments auto.offset.reset=earliest
14.80 consumer fraud-check-5 group=fraud-check topic=payments auto.offset.reset=earliest
14.82 consumer fraud-check-6 group=fraud-check topic=payments auto.offset.reset=earliest
14.84 consumer fraud-check-7 group=fraud-check topic=payments auto.offset.reset=earliest
14.86 consumer fraud-check-8 group=fraud-check topic=payments auto.offset.reset=earliest
14.88 consumer fraud-check-9 group=fraud-check topic=payments auto.offset.reset=earliest
14.90 consumer fraud-check-10 group=fraud-check topic=payments auto.offset.reset=earliest
14.92 consumer fraud-check-11 group=fraud-check topic=payments auto.offset.reset=earliest
14.94 consumer fraud-check-12 group=fraud-check topic=payments auto.offset.reset=earliest
14.96 consumer fraud-check-13 group=fraud-check topic=payments auto.offset.reset=earliest
14.98 consumer fraud-check-14 group=fraud-check topic=payments auto.offset.reset=earliest
15.00 consumer fraud-check-15 group=fraud-check topic=payments auto.offset.reset=earliest
15.02 consumer fraud-check-16 group=fraud-check topic=payments auto.offset.reset=earliest
15.04 consumer search-index-1 group=search-index topic=search auto.offset.reset=earliest
15.06 consumer search-index-2 group=search-index topic=search auto.offset.reset=earliest
15.08 consumer search-index-3 group=search-index topic=search auto.offset.reset=earliest
15.10 consumer search-index-4 group=search-index topic=search auto.offset.reset=earliest
15.12 consumer search-index-5 group=search-index topic=search auto.offset.reset=earliest
15.14 consumer search-index-6 group=search-index topic=search auto.offset.reset=earliest
15.16 consumer search-index-7 group=search-index topic=search auto.offset.reset=earliest
15.18 consumer search-index-8 group=search-index topic=search auto.offset.reset=earliest
15.20 consumer search-index-9 group=search-index topic=search auto.offset.reset=earliest
15.22 consumer search-index-10 group=search-index topic=search auto.offset.reset=earliest
15.24 consumer search-index-11 group=search-index topic=search auto.offset.reset=earliest
15.26 consumer search-index-12 group=search-index topic=search auto.offset.reset=earliest
15.28 consumer dashboard-1 group=dashboard topic=clicks auto.offset.reset=earliest
15.30 consumer dashboard-2 group=dashboard topic=clicks auto.offset.reset=earliest
15.32 consumer dashboard-3 group=dashboard topic=clicks auto.offset.reset=earliest
15.34 consumer dashboard-4 group=dashboard topic=clicks auto.offset.reset=earliest
15.36 consumer dashboard-5 group=dashboard topic=clicks auto.offset.reset=earliest
15.38 consumer dashboard-6 group=dashboard topic=clicks auto.offset.reset=earliest
15.40 consumer dashboard-7 group=dashboard topic=clicks auto.offset.reset=earliest
15.42 consumer dashboard-8 group=dashboard topic=clicks auto.offset.reset=earliest
15.44 consumer dashboard-9 group=dashboard topic=clicks auto.offset.reset=earliest
15.46 consumer dashboard-10 group=dashboard topic=clicks auto.offset.reset=earliest
15.48 consumer notify-1 group=notify topic=first_topic auto.offset.reset=earliest
15.50 consumer notify-2 group=notify topic=first_topic auto.offset.reset=earliest
15.52 consumer notify-3 group=notify topic=first_topic auto.offset.reset=earliest
15.54 consumer notify-4 group=notify topic=first_topic auto.offset.reset=earliest
15.56 consumer notify-5 group=notify topic=first_topic auto.offset.reset=earliest
15.58 consumer notify-6 group=notify topic=first_topic auto.offset.reset=earliest
15.60 consumer notify-7 group=notify topic=first_topic auto.offset.reset=earliest
15.62 consumer notify-8 group=notify topic=first_topic auto.offset.reset=earliest
15.64 consumer notify-9 group=notify topic=first_topic auto.offset.reset=earliest
15.66 consumer notify-10 group=notify topic=first_topic auto.offset.reset=earliest
15.68 consumer archive-1 group=archive topic=trucks_gps auto.offset.reset=earliest
15.70 consumer archive-2 group=archive topic=trucks_gps auto.offset.reset=earliest
15.72 consumer archive-3 group=archive topic=trucks_gps auto.offset.reset=earliest
15.74 consumer archive-4 group=archive topic=trucks_gps auto.offset.reset=earliest
15.76 consumer archive-5 group=archive topic=trucks_gps auto.offset.reset=earliest
15.78 consumer archive-6 group=archive topic=trucks_gps auto.offset.reset=earliest
15.80 consumer archive-7 group=archive topic=trucks_gps auto.offset.reset=earliest
15.82 consumer archive-8 group=archive topic=trucks_gps auto.offset.reset=earliest
15.84 consumer audit-1 group=audit topic=payments auto.offset.reset=earliest
15.86 consumer audit-2 group=audit topic=payments auto.offset.reset=earliest
15.88 consumer audit-3 group=audit topic=payments auto.offset.reset=earliest
15.90 consumer audit-4 group=audit topic=payments auto.offset.reset=earliest
15.92 consumer audit-5 group=audit topic=payments auto.offset.reset=earliest
15.94 consumer audit-6 group=audit topic=payments auto.offset.reset=earliest
15.96 consumer audit-7 group=audit topic=payments auto.offset.reset=earliest
15.98 consumer audit-8 group=audit topic=payments auto.offset.reset=earliest
40 kill 17
60 slow 33 34 240ms
90 restart 17
120 end
