@echo off
rem Starts Signalbox on the Java runtime it carries. SIGNALBOX_JAVA_OPTS adds options for the Java machine.
setlocal
for %%i in ("%~dp0..") do set "APP=%%~fi"
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="
set "_JAVA_OPTIONS="
set "CLASSPATH="
rem One cache for verbs and one for the window, which has twice as many classes.
set "CACHE=verbs"
if "%~1"=="" set "CACHE=window"
if "%~1"=="snapshot" set "CACHE=window"
if "%~1"=="--config-dir" if "%~3"=="" set "CACHE=window"
set "SHORT="
if "%CACHE%"=="verbs" if not "%~1"=="ops" set SHORT="@%APP%\lib\verbs.options"
set "AOT="
if exist "%APP%\lib\%CACHE%.aot" set AOT="-XX:AOTCache=%APP%\lib\%CACHE%.aot"
"%APP%\runtime\bin\java.exe" "@%APP%\lib\java.options" %SHORT% %AOT% %SIGNALBOX_JAVA_OPTS% "-Dsignalbox.home=%APP%" -cp "%APP%\lib\console-app.jar" io.signalbox.app.Main %*
