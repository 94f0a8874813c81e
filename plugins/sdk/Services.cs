using System;
using Microsoft.Xrm.Sdk.Query;

namespace Microsoft.Xrm.Sdk
{
    public interface IPlugin
    {
        void Execute(IServiceProvider serviceProvider);
    }

    public interface ITracingService
    {
        void Trace(string format, params object[] args);
    }

    public interface IOrganizationServiceFactory
    {
        /// <summary><c>null</c> is SYSTEM, <c>Guid.Empty</c> the context's user, another id that user.</summary>
        IOrganizationService CreateOrganizationService(Guid? userId);
    }

    public interface IOrganizationService
    {
        Guid Create(Entity entity);
        Entity Retrieve(string entityName, Guid id, ColumnSet columnSet);
        void Update(Entity entity);
        void Delete(string entityName, Guid id);
        OrganizationResponse Execute(OrganizationRequest request);
        void Associate(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities);
        void Disassociate(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities);
        EntityCollection RetrieveMultiple(QueryBase query);
    }

    public enum EntityRole { Referencing = 0, Referenced = 1 }

    public sealed class Relationship
    {
        public Relationship() { }
        public Relationship(string schemaName) { SchemaName = schemaName; }
        public string SchemaName { get; set; }
        public EntityRole? PrimaryEntityRole { get; set; }
    }

    public sealed class EntityReferenceCollection : DataCollection<EntityReference> { }

    public class OrganizationRequest
    {
        public OrganizationRequest() : this(null) { }
        public OrganizationRequest(string requestName) { RequestName = requestName; Parameters = new ParameterCollection(); }

        public string RequestName { get; set; }
        public Guid? RequestId { get; set; }
        public ParameterCollection Parameters { get; set; }

        public object this[string parameterName]
        {
            get { return Parameters[parameterName]; }
            set { Parameters[parameterName] = value; }
        }
    }

    public class OrganizationResponse
    {
        public OrganizationResponse() { Results = new ParameterCollection(); }

        public string ResponseName { get; set; }
        public ParameterCollection Results { get; set; }

        public object this[string parameterName]
        {
            get { return Results[parameterName]; }
            set { Results[parameterName] = value; }
        }
    }
}

namespace Microsoft.Xrm.Sdk.Query
{
    public abstract class QueryBase { }

    public sealed class FetchExpression : QueryBase
    {
        public FetchExpression() { }
        public FetchExpression(string query) { Query = query; }
        public string Query { get; set; }
    }

    public sealed class ColumnSet
    {
        private readonly DataCollection<string> columns = new DataCollection<string>();

        public ColumnSet() { }
        public ColumnSet(bool allColumns) { AllColumns = allColumns; }
        public ColumnSet(params string[] columns) { this.columns.AddRange(columns); }

        public bool AllColumns { get; set; }
        public DataCollection<string> Columns { get { return columns; } }
    }
}
