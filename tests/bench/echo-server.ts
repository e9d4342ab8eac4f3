import fastify from 'fastify';

/** The yardstick: a bare Fastify that answers with the JSON it got. Prints its address and serves until killed. */
const app = fastify();
app.post('/', (request, reply) => reply.send(request.body));
console.log(await app.listen({ host: '127.0.0.1', port: 0 }));
