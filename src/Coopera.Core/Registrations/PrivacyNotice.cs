namespace Coopera.Core.Registrations;

public static class PrivacyNotice
{
    public const string Version = "2026-11-28";
}
