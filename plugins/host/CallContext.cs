using System;
using Microsoft.Xrm.Sdk;

namespace Portico.Plugins
{
    /// <summary>What the script is told about its call. A member is <c>null</c> when the platform's context does not offer it.</summary>
    public static class CallContext
    {
        public static string Json(IPluginExecutionContext context, string request)
        {
            var portal = context as IPluginExecutionContext2;
            var application = context as IPluginExecutionContext7;
            var json = new JsonWriter().BeginObject();
            json.Name("message").Text(context.MessageName);
            json.Name("request").Text(request);
            json.Name("context").BeginObject();
            json.Name("organizationId").Text(EntityCells.Text(context.OrganizationId));
            json.Name("userId").Text(EntityCells.Text(context.UserId));
            json.Name("initiatingUserId").Text(EntityCells.Text(context.InitiatingUserId));
            json.Name("initiatingUserApplicationId").Text(portal == null ? null : EntityCells.Text(portal.InitiatingUserApplicationId));
            Flag(json.Name("isApplicationUser"), application == null ? (bool?)null : application.IsApplicationUser);
            Flag(json.Name("isPortalsClientCall"), portal == null ? (bool?)null : portal.IsPortalsClientCall);
            json.Name("portalsContactId").Text(portal == null ? null : EntityCells.Text(portal.PortalsContactId));
            json.Name("correlationId").Text(EntityCells.Text(context.CorrelationId));
            json.Name("requestId").Text(context.RequestId.HasValue ? EntityCells.Text(context.RequestId.Value) : null);
            json.Name("depth").Number(context.Depth);
            json.Name("stage").Number(context.Stage);
            json.Name("isInTransaction").Boolean(context.IsInTransaction);
            return json.EndObject().EndObject().ToString();
        }

        private static void Flag(JsonWriter json, bool? value)
        {
            if (value.HasValue) json.Boolean(value.Value);
            else json.Null();
        }
    }
}
