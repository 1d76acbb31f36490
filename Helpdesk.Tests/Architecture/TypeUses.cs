using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Helpdesk.Tests.Architecture;

/// <summary>
/// Which types a type uses: by its signatures and attributes, and by the instructions of its methods. Read from the compiled assembly
/// because sources hide uses (imports, <c>var</c>, relative names, Razor markup).
/// </summary>
internal static class TypeUses
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>The types used by this one itself; nested types, lambdas and state machines are types of their own.</summary>
    public static IReadOnlySet<Type> Of(Type type)
    {
        var found = new HashSet<Type>();
        Add(found, type.BaseType);
        AddAll(found, type.GetInterfaces());
        AddAttributes(found, type);
        foreach (var member in type.GetMembers(Declared))
            AddMember(found, member);
        return found;
    }

    private static void AddMember(HashSet<Type> found, MemberInfo member)
    {
        AddAttributes(found, member);
        switch (member)
        {
            case FieldInfo field:
                Add(found, field.FieldType);
                break;
            case PropertyInfo property:
                Add(found, property.PropertyType);
                break;
            case MethodBase method:
                AddSignature(found, method);
                AddBody(found, method);
                break;
        }
    }

    private static void AddSignature(HashSet<Type> found, MethodBase method)
    {
        Add(found, (method as MethodInfo)?.ReturnType);
        AddAll(found, method.GetParameters().Select(parameter => parameter.ParameterType));
        if (method.IsGenericMethod)
            AddAll(found, method.GetGenericArguments());
    }

    private static void AddBody(HashSet<Type> found, MethodBase method)
    {
        if (method.GetMethodBody() is not { } body)
            return;
        AddAll(found, body.LocalVariables.Select(local => local.LocalType));
        AddAll(
            found,
            body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause)
                .Select(clause => clause.CatchType)
        );
        foreach (var token in Tokens(body.GetILAsByteArray() ?? []))
            AddReferenced(found, method, token);
    }

    private static void AddReferenced(HashSet<Type> found, MethodBase method, int token)
    {
        var typeArguments = method.DeclaringType is { IsGenericType: true } declaring ? declaring.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        switch (method.Module.ResolveMember(token, typeArguments, methodArguments))
        {
            case Type type:
                Add(found, type);
                break;
            case FieldInfo field:
                Add(found, field.DeclaringType);
                Add(found, field.FieldType);
                break;
            case MethodBase called:
                Add(found, called.DeclaringType);
                AddSignature(found, called);
                break;
        }
    }

    /// <summary>Metadata tokens of members in a method's instructions.</summary>
    private static IEnumerable<int> Tokens(byte[] instructions)
    {
        for (var at = 0; at < instructions.Length; )
        {
            var value = (short)instructions[at++];
            if (value == 0xFE)
                value = unchecked((short)(0xFE00 | instructions[at++]));
            var operand = OpCodesByValue[value].OperandType;
            if (operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
                yield return BinaryPrimitives.ReadInt32LittleEndian(instructions.AsSpan(at));
            at += OperandSize(operand, instructions.AsSpan(at));
        }
    }

    private static int OperandSize(OperandType operand, ReadOnlySpan<byte> rest) =>
        operand switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(rest)),
            _ => 4,
        };

    private static void AddAttributes(HashSet<Type> found, MemberInfo member)
    {
        foreach (var attribute in member.GetCustomAttributesData())
        {
            Add(found, attribute.AttributeType);
            AddAll(found, attribute.ConstructorArguments.Select(argument => argument.Value).OfType<Type>());
        }
    }

    private static void AddAll(HashSet<Type> found, IEnumerable<Type?> types)
    {
        foreach (var type in types)
            Add(found, type);
    }

    private static void Add(HashSet<Type> found, Type? type)
    {
        if (type is null)
            return;
        if (type.HasElementType)
        {
            Add(found, type.GetElementType());
            return;
        }

        if (type.IsGenericParameter || !found.Add(type))
            return;
        if (type.IsGenericType)
            AddAll(found, type.GetGenericArguments());
        if (type.IsNested)
            Add(found, type.DeclaringType);
    }
}
