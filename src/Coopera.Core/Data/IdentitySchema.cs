using Microsoft.AspNetCore.Identity;

namespace Coopera.Core.Data;

/// <summary>The tables of staff accounts: version 3, which has passkeys, from the first migration on.</summary>
public static class IdentitySchema
{
    public static readonly IServiceProvider Services = new ServiceCollection().AddIdentitySchema().BuildServiceProvider();

    public static IServiceCollection AddIdentitySchema(this IServiceCollection services) =>
        services.Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3);
}
