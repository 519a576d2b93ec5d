// A BACnet/IP client on @bacnet-js/client, which others wrote. One step for each call; prints one line for each fact.
//   node bacnet_client.js MODULES HOST PORT BROADCAST discover
//   … read ADDRESS TYPE INSTANCE            every property, "ID TAG VALUE …", ids from Property_List
//   … value ADDRESS TYPE INSTANCE PROPERTY  one value
//   … write ADDRESS TYPE INSTANCE VALUE PRIORITY   Present_Value of a binary output
//   … watch ADDRESS TYPE INSTANCE COUNT     subscribes and waits for COUNT notifications
const [modules, host, port, broadcast, step, ...args] = process.argv.slice(2)
const { default: Client } = require(modules + '/node_modules/@bacnet-js/client')

const NETWORK = 2001
const PROPERTY_LIST = 371
const PRESENT_VALUE = 85
const client = new Client({ port: Number(port), broadcastAddress: broadcast, apduTimeout: 6000 })

const pause = (millis) => new Promise((done) => setTimeout(done, millis))
const meter = (address) =>
  address === '0' ? { address: `${host}:${port}` } : { address: `${host}:${port}`, net: NETWORK, adr: [Number(address)] }
const object = (type, instance) => ({ type: Number(type), instance: Number(instance) })
const show = (value) =>
  value instanceof Date ? value.toISOString() : typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
const line = (id, values) => console.log([id, ...values.map((one) => `${one.type} ${show(one.value)}`)].join(' '))

async function discover() {
  const heard = new Map()
  client.on('iAm', ({ header, payload }) => {
    const sender = header?.sender ?? {}
    heard.set(payload.deviceId, `${sender.net ?? 0} ${(sender.adr ?? []).join('.') || '-'}`)
  })
  client.whoIs({ address: `${broadcast}:${port}`, net: 0xffff })
  await pause(4000)
  ;[...heard].sort((a, b) => a[0] - b[0]).forEach(([instance, where]) => console.log(`${instance} ${where}`))
}

async function read([address, type, instance]) {
  const list = await client.readProperty(meter(address), object(type, instance), PROPERTY_LIST)
  const ids = [75, 77, 79, ...list.values.map((one) => one.value), PROPERTY_LIST]
  for (const id of ids) {
    const got = await client.readProperty(meter(address), object(type, instance), id)
    line(id, got.values)
  }
}

async function value([address, type, instance, property]) {
  const got = await client.readProperty(meter(address), object(type, instance), Number(property))
  line(property, got.values)
}

async function write([address, type, instance, wanted, priority]) {
  const written = [wanted === 'null' ? { type: 0, value: null } : { type: 9, value: Number(wanted) }]
  await client.writeProperty(meter(address), object(type, instance), PRESENT_VALUE, written, {
    priority: Number(priority)
  })
  console.log('done')
}

async function watch([address, type, instance, count]) {
  let left = Number(count)
  await new Promise((done, failed) => {
    client.on('covNotifyUnconfirmed', ({ payload }) => {
      const told = payload.values.map((one) => `${one.property.id} ${show(one.value[0].value)}`)
      console.log(`${payload.initiatingDeviceId?.instance ?? payload.initiatingDeviceId} ${told.join(' ')}`)
      if (--left === 0) {
        done()
      }
    })
    client.subscribeCov(meter(address), object(type, instance), 18, false, false, 120).catch(failed)
    setTimeout(() => failed(new Error('no more notifications within 60 s')), 60000)
  })
}

client.on('listening', async () => {
  try {
    await { discover, read, value, write, watch }[step](args)
    process.exitCode = 0
  } catch (e) {
    console.log(`failed: ${e.message}`)
    process.exitCode = 1
  }
  client.close()
  setTimeout(() => process.exit(), 100)
})
