using Coopera.Domain.Staff;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Coopera.Core.Keys;

public static class KeysSetup
{
    public static IServiceCollection AddKeys(this IServiceCollection services, KeySettings settings)
    {
        var keys = KeyFiles.Load(settings);
        services.AddSingleton(keys);
        services.AddSingleton(new RegisterSeal([.. keys.All.Select(key => key.For("Register"))]));
        services.AddOptions<KeyManagementOptions>()
            .Configure(options => options.XmlEncryptor = new KeyRingEncryptor(keys));
        return services.AddScoped<ProtectKeyRing>().AddScoped<RotateKeys>();
    }
}
