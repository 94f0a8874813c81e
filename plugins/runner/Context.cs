using System;
using Microsoft.Xrm.Sdk;

namespace Portico.Runner
{
    /// <summary>
    /// The plug-in's context as an old platform gives it: without portal properties. See <see cref="PortalContext"/> for today's.
    /// </summary>
    public class Context : IPluginExecutionContext
    {
        private readonly ParameterCollection outputs = new ParameterCollection();
        private readonly ParameterCollection shared = new ParameterCollection();
        private readonly ParameterCollection inputs = new ParameterCollection();
        private readonly EntityImageCollection images = new EntityImageCollection();
        private readonly Message given;
        private readonly string messageName;

        protected Context(Message message)
        {
            messageName = message.Text("message");
            given = message.Object("context");
            foreach (var input in message.Members("inputs")) inputs[input.Key] = (string)input.Value;
        }

        public static Context Of(Message message)
        {
            switch (message.Object("context").Text("portalProperties"))
            {
                case "present": return new PortalContext(message);
                case "absent": return new Context(message);
                default: throw new FormatException("`portalProperties` is `present` or `absent`");
            }
        }

        public int Mode { get { return 0; } }
        public int IsolationMode { get { return 2; } }
        public int Depth { get { return given.Whole("depth"); } }
        public int Stage { get { return given.Whole("stage"); } }
        public string MessageName { get { return messageName; } }
        public string PrimaryEntityName { get { return "none"; } }
        public string SecondaryEntityName { get { return "none"; } }
        public Guid? RequestId { get { return given.Has("requestId") ? given.Id("requestId") : (Guid?)null; } }
        public ParameterCollection InputParameters { get { return inputs; } }
        public ParameterCollection OutputParameters { get { return outputs; } }
        public ParameterCollection SharedVariables { get { return shared; } }
        public Guid UserId { get { return given.Id("userId"); } }
        public Guid InitiatingUserId { get { return given.Id("initiatingUserId"); } }
        public Guid BusinessUnitId { get { return Guid.Empty; } }
        public Guid OrganizationId { get { return given.Id("organizationId"); } }
        public string OrganizationName { get { return "local"; } }
        public Guid PrimaryEntityId { get { return Guid.Empty; } }
        public EntityImageCollection PreEntityImages { get { return images; } }
        public EntityImageCollection PostEntityImages { get { return images; } }
        public EntityReference OwningExtension { get { return null; } }
        public Guid CorrelationId { get { return given.Id("correlationId"); } }
        public bool IsExecutingOffline { get { return false; } }
        public bool IsOfflinePlayback { get { return false; } }
        public bool IsInTransaction { get { return given.Flag("isInTransaction"); } }
        public Guid OperationId { get { return Guid.Empty; } }
        public DateTime OperationCreatedOn { get { return DateTime.UtcNow; } }
        public IPluginExecutionContext ParentContext { get { return null; } }

        protected Message Given { get { return given; } }
    }

    /// <summary>The context with the portal properties, as the platform gives it today.</summary>
    public sealed class PortalContext : Context, IPluginExecutionContext7
    {
        public PortalContext(Message message) : base(message) { }

        public Guid UserAzureActiveDirectoryObjectId { get { return Guid.Empty; } }
        public Guid InitiatingUserAzureActiveDirectoryObjectId { get { return Guid.Empty; } }
        public Guid InitiatingUserApplicationId { get { return Given.Id("initiatingUserApplicationId"); } }
        public Guid PortalsContactId { get { return Given.Id("portalsContactId"); } }
        public bool IsPortalsClientCall { get { return Given.Flag("isPortalsClientCall"); } }
        public bool IsApplicationUser { get { return Given.Flag("isApplicationUser"); } }
        public Guid AuthenticatedUserId { get { return UserId; } }
        public EntityImageCollection[] PreEntityImagesCollection { get { return new EntityImageCollection[0]; } }
        public EntityImageCollection[] PostEntityImagesCollection { get { return new EntityImageCollection[0]; } }
        public string InitiatingUserAgent { get { return null; } }
        public string EnvironmentId { get { return null; } }
        public Guid TenantId { get { return Guid.Empty; } }
    }
}
