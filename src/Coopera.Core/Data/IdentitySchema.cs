using Microsoft.AspNetCore.Identity;

namespace Coopera.Core.Data;

public static class IdentitySchema
{
    public static readonly IServiceProvider Services = new ServiceCollection().AddIdentitySchema().BuildServiceProvider();

    public static IServiceCollection AddIdentitySchema(this IServiceCollection services) =>
        services.Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3);
}
