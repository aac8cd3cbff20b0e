import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { catalogue, isEventType, listenersOf } from '#server/events/catalogue.ts'
import { deliveriesOverview } from '#server/integrations/ioc/queries.ts'
import { view } from '../edge.server.ts'
import { DeliveryList } from '../features/deliveries/delivery-list.tsx'
import { EndpointForm } from '../features/deliveries/endpoint-form.tsx'
import { EndpointList } from '../features/deliveries/endpoint-list.tsx'
import { useT } from '../i18n.ts'
import { pageTitle } from '../page-title.ts'

export const meta = pageTitle('screens.deliveries')

export function loader(args: LoaderFunctionArgs) {
  return view(args, async (ctx) => ({
    ...(await deliveriesOverview(ctx)),
    publicTypes: Object.keys(catalogue).filter((type) => isEventType(type) && listenersOf(type).includes('ioc')),
  }))
}

export default function Deliveries() {
  const t = useT()
  const { endpoints, unfinished, delivered, can, publicTypes } = useLoaderData<typeof loader>()
  return (
    <div className="grid gap-6">
      <h1>{t('screens.deliveries')}</h1>
      <section aria-labelledby="endpoints" className="grid gap-3">
        <h2 id="endpoints">{t('desk.endpoints')}</h2>
        <EndpointList endpoints={endpoints} canManage={can.manageEndpoints} />
        {can.manageEndpoints ? <EndpointForm publicTypes={publicTypes} /> : null}
      </section>
      <section aria-labelledby="unfinished">
        <h2 id="unfinished" className="mb-3">{t('desk.unfinished')}</h2>
        <DeliveryList deliveries={unfinished} empty={t('desk.nothing_unfinished')} />
      </section>
      <section aria-labelledby="delivered">
        <h2 id="delivered" className="mb-3">{t('desk.delivered')}</h2>
        <DeliveryList deliveries={delivered} empty={t('desk.nothing_delivered')} />
      </section>
    </div>
  )
}
