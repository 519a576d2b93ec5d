/* SPDX-License-Identifier: Apache-2.0
 * A table for net-snmp's snmpd, of the size and shape of the gateway's: columns 10000 up, index address and load. The
 * rows lie in snmpd's own sorted container; a value is computed from its place. */
#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>
#include <net-snmp/agent/net-snmp-agent-includes.h>

#define FIRST_COLUMN 10000

struct place {
    long address;
    long load;
};

static int answer(netsnmp_mib_handler *handler, netsnmp_handler_registration *registration,
                  netsnmp_agent_request_info *info, netsnmp_request_info *requests)
{
    netsnmp_request_info *request;
    for (request = requests; request != NULL; request = request->next) {
        struct place *place = (struct place *) netsnmp_tdata_extract_entry(request);
        netsnmp_table_request_info *cell = netsnmp_extract_table_info(request);
        if (place == NULL || cell == NULL) {
            netsnmp_set_request_error(info, request, SNMP_NOSUCHINSTANCE);
        } else {
            u_long value = cell->colnum * 100 + place->address * 10 + place->load;
            snmp_set_var_typed_value(request->requestvb, ASN_GAUGE, &value, sizeof(value));
        }
    }
    return SNMP_ERR_NOERROR;
}

void init_bench_table(void)
{
    static oid root[] = {1, 3, 6, 1, 4, 1, 4555, 10, 20, 20};
    netsnmp_tdata *table = netsnmp_tdata_create_table("benchTable", 0);
    netsnmp_table_registration_info *shape = SNMP_MALLOC_TYPEDEF(netsnmp_table_registration_info);
    netsnmp_handler_registration *registration =
        netsnmp_create_handler_registration("benchTable", answer, root, OID_LENGTH(root), HANDLER_CAN_RONLY);
    long address;
    long load;
    netsnmp_table_helper_add_indexes(shape, ASN_INTEGER, ASN_INTEGER, 0);
    shape->min_column = FIRST_COLUMN;
    shape->max_column = FIRST_COLUMN + BENCH_COLUMNS - 1;
    netsnmp_tdata_register(registration, table, shape);
    for (address = 1; address <= BENCH_DEVICES; address++) {
        for (load = 1; load <= BENCH_LOADS; load++) {
            struct place *place = SNMP_MALLOC_TYPEDEF(struct place);
            netsnmp_tdata_row *row = netsnmp_tdata_create_row();
            place->address = address;
            place->load = load;
            row->data = place;
            netsnmp_tdata_row_add_index(row, ASN_INTEGER, &address, sizeof(address));
            netsnmp_tdata_row_add_index(row, ASN_INTEGER, &load, sizeof(load));
            netsnmp_tdata_add_row(table, row);
        }
    }
}
