using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Coopera.Core.Keys;

public static class KeysSetup
{
    public static IServiceCollection AddKeys(this IServiceCollection services, KeySettings settings)
    {
        services.AddSingleton(KeyFiles.Load(settings));
        services.AddOptions<KeyManagementOptions>()
            .Configure<SiteKeys>((options, keys) => options.XmlEncryptor = new KeyRingEncryptor(keys));
        return services.AddScoped<ProtectKeyRing>();
    }
}
