using System;
using Microsoft.Xrm.Sdk;

namespace Portico.Plugins
{
    /// <summary>One call of a custom API: request in, script, response out.</summary>
    public static class ScriptCall
    {
        public static void Execute(IServiceProvider services, EnginePool pool)
        {
            var context = (IPluginExecutionContext)services.GetService(typeof(IPluginExecutionContext));
            var factory = (IOrganizationServiceFactory)services.GetService(typeof(IOrganizationServiceFactory));
            var tracing = (ITracingService)services.GetService(typeof(ITracingService));
            tracing.Trace("{0}: depth {1}, stage {2}, in transaction {3}", context.MessageName, context.Depth, context.Stage, context.IsInTransaction);

            var call = CallContext.Json(context, Request(context, pool.Limits));
            var calls = new HostCalls(new RowCalls(factory, context.UserId, pool.Limits), tracing, pool.Limits);
            var engine = pool.Take(context.OrganizationId);
            var answer = engine.Run(Names.Run, call, calls.Serve);
            pool.GiveBack(context.OrganizationId, engine);
            context.OutputParameters[Names.Response] = answer;
        }

        // Size and nesting are looked at before anything parses the text.
        private static string Request(IPluginExecutionContext context, Limits limits)
        {
            object value;
            var request = context.InputParameters.TryGetValue(Names.Request, out value) ? value as string : null;
            if (string.IsNullOrEmpty(request)) throw HostFault.RequestMissing();
            if (request.Length > limits.RequestCharacters) throw HostFault.RequestTooLarge(limits.RequestCharacters);
            if (JsonReader.IsDeeperThan(request, limits.JsonDepth)) throw HostFault.RequestTooDeep(limits.JsonDepth);
            return request;
        }
    }
}
