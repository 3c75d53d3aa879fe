namespace Coopera.Core.Links;

public static partial class Addresses
{
    public static partial class Admin
    {
        public static class Staff
        {
            public const string List = $"{Home}/utenti";
            public const string Invite = $"{List}/invita";
            public const string VoidEverything = $"{List}/annulla-tutto";

            public static string Page(string id) => $"{List}/{Uri.EscapeDataString(id)}";

            public static string Role(string id) => $"{Page(id)}/ruolo";

            public static string Suspend(string id) => $"{Page(id)}/sospendi";

            public static string Reinstate(string id) => $"{Page(id)}/riattiva";

            public static string ResetSecondFactor(string id) => $"{Page(id)}/secondo-fattore";

            public static string Unlock(string id) => $"{Page(id)}/sblocca";

            public static string EndSessions(string id) => $"{Page(id)}/sessioni";

            public static string EndSession(string id, string session) => $"{EndSessions(id)}/{session}";

            public static string SendInvitation(string id) => $"{Page(id)}/invito";

            public static string WithdrawInvitation(string id) => $"{Page(id)}/ritira-invito";
        }

        public static class Audit
        {
            public const string List = $"{Home}/registro";
            public const string Verify = $"{List}/verifica";
            public const string SignIns = $"{List}/accessi";

            public static string Entry(long number) => $"{List}/{number}";
        }
    }
}
