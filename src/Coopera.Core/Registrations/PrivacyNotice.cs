namespace Coopera.Core.Registrations;

/// <summary>The privacy notice in force. A change of its text is a new version: every registration keeps the one that was read.</summary>
public static class PrivacyNotice
{
    public const string Version = "2026-11-24";
}
