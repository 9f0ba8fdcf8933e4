@echo off
rem Starts Signalbox on the Java runtime it carries. SIGNALBOX_JAVA_OPTS adds options for the Java machine.
setlocal
for %%i in ("%~dp0..") do set "APP=%%~fi"
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="
set "_JAVA_OPTIONS="
set "CLASSPATH="
rem One cache for what a scheduler asks every few seconds, one for other verbs and one for the window.
rem The window is what is left when the arguments name no verb.
set "CACHE=window"
:options
if "%~1"=="" goto chosen
if "%~1"=="--config-dir" goto value
if "%~1"=="--env" goto value
if not "%~1"=="snapshot" set "CACHE=verbs"
for %%v in (getRequestStatus getReturnRequests --version) do if "%~1"=="%%v" set "CACHE=polls"
goto chosen
:value
shift /1
shift /1
goto options
:chosen
set LIFE="@%APP%\lib\verbs.options"
if "%CACHE%"=="window" set LIFE="@%APP%\lib\window.options"
if "%~1"=="ops" set "LIFE=-XX:+UseSerialGC"
set "TIER="
if "%~1"=="snapshot" set "TIER=-XX:TieredStopAtLevel=1"
rem Verbs have their classes in one jar.
set "CLASSES=console-app.jar"
if not "%CACHE%"=="window" if exist "%APP%\lib\verbs.jar" set "CLASSES=verbs.jar"
set "AOT="
if exist "%APP%\lib\%CACHE%.aot" set AOT="-XX:AOTCache=%APP%\lib\%CACHE%.aot"
"%APP%\runtime\bin\java.exe" "@%APP%\lib\java.options" %LIFE% %TIER% %AOT% %SIGNALBOX_JAVA_OPTS% "-Dsignalbox.home=%APP%" -cp "%APP%\lib\%CLASSES%" io.signalbox.app.Main %*
