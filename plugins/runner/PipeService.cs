using System;
using System.Collections.Generic;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Portico.Plugins;

namespace Portico.Runner
{
    /// <summary>The organization service of one call and caller, answered by the other end of the pipe.</summary>
    public sealed class PipeService : IOrganizationService
    {
        private readonly Call call;
        private readonly string caller;

        public PipeService(Call call, string caller)
        {
            this.call = call;
            this.caller = caller;
        }

        public EntityCollection RetrieveMultiple(QueryBase query)
        {
            var fetch = (FetchExpression)query;
            var answer = call.Ask(caller, json => json.BeginObject().Name("kind").Text("retrieveMultiple").Name("fetchXml").Text(fetch.Query).EndObject());
            var found = new EntityCollection
            {
                MoreRecords = answer.Flag("more"),
                PagingCookie = answer.OptionalText("cookie"),
                TotalRecordCount = answer.OptionalWhole("count") ?? -1,
            };
            foreach (var row in answer.List("rows")) found.Entities.Add(Row(new Message(row)));
            return found;
        }

        public Guid Create(Entity entity)
        {
            return call.Ask(caller, json =>
            {
                json.BeginObject().Name("kind").Text("create").Name("table").Text(entity.LogicalName);
                WriteCells(json.Name("values"), entity.Attributes);
                json.EndObject();
            }).Id("id");
        }

        public void Update(Entity entity)
        {
            Update(entity, null);
        }

        public void Delete(string entityName, Guid id)
        {
            call.Ask(caller, json => json.BeginObject().Name("kind").Text("delete").Name("table").Text(entityName).Name("id").Text(EntityCells.Text(id)).EndObject());
        }

        public OrganizationResponse Execute(OrganizationRequest request)
        {
            if (request.RequestName == "Update")
            {
                var target = (Entity)request["Target"];
                var guarded = (ConcurrencyBehavior)request["ConcurrencyBehavior"] == ConcurrencyBehavior.IfRowVersionMatches;
                Update(target, guarded ? target.RowVersion : null);
                return new OrganizationResponse { ResponseName = request.RequestName };
            }
            var answer = call.Ask(caller, json =>
            {
                json.BeginObject().Name("kind").Text("execute").Name("name").Text(request.RequestName);
                WriteCells(json.Name("parameters"), request.Parameters);
                json.EndObject();
            });
            var response = new OrganizationResponse { ResponseName = request.RequestName };
            foreach (var result in answer.Members("results")) response.Results[result.Key] = TypedCells.Read(result.Value);
            return response;
        }

        public Entity Retrieve(string entityName, Guid id, ColumnSet columnSet) { throw Unserved("Retrieve"); }
        public void Associate(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities) { throw Unserved("Associate"); }
        public void Disassociate(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities) { throw Unserved("Disassociate"); }

        private void Update(Entity entity, string version)
        {
            call.Ask(caller, json =>
            {
                json.BeginObject().Name("kind").Text("update").Name("table").Text(entity.LogicalName).Name("id").Text(EntityCells.Text(entity.Id));
                WriteCells(json.Name("values"), entity.Attributes);
                if (version != null) json.Name("version").Text(version);
                json.EndObject();
            });
        }

        private static Entity Row(Message row)
        {
            var entity = new Entity(row.Text("table"), row.Id("id")) { RowVersion = row.OptionalText("version") };
            foreach (var value in row.Members("values"))
            {
                if (value.Value != null) entity[value.Key] = TypedCells.Read(value.Value);
            }
            foreach (var text in row.Members("formatted")) entity.FormattedValues[text.Key] = (string)text.Value;
            return entity;
        }

        private static void WriteCells(JsonWriter json, IEnumerable<KeyValuePair<string, object>> values)
        {
            json.BeginObject();
            foreach (var value in values) TypedCells.Write(json.Name(value.Key), value.Value);
            json.EndObject();
        }

        private static Exception Unserved(string name)
        {
            return new NotSupportedException("the plug-in uses no " + name + ", so the runner serves none");
        }
    }
}
